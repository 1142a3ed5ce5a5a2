using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Hosting;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Account;

/// <summary>The first start without demo: whoever has the code from the server's screen becomes the first administrator and names the organisation.</summary>
public sealed partial class Setup
{
    public const string Path = "/setup";

    private static readonly IReadOnlyList<string> Zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(id => id.Contains('/')).Order(StringComparer.Ordinal)];

    private IReadOnlyList<Refusal> _errors = [];
    private string? _problem;

    [SupplyParameterFromForm(FormName = "setup", Name = "in")]
    private SetupForm? Posted { get; set; }

    [CascadingParameter]
    private HttpContext Http { get; set; } = default!;

    [Inject]
    private SetupCode Code { get; set; } = default!;

    [Inject]
    private SetupDesk Desk { get; set; } = default!;

    [Inject]
    private SignInDoor Door { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private IOptions<OrganisationOptions> Organisation { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private SetupForm Form => Posted ?? new();

    private string Zone => Posted?.Zone ?? Organisation.Value.TimeZone;

    private async Task SubmitAsync()
    {
        var ct = Http.RequestAborted;
        _errors = [.. Check()];
        if (_errors.Count == 0)
        {
            var settings = new Dictionary<string, string> { [SetupDesk.OrganisationName] = Form.Organisation!.Trim(), [SetupDesk.TimeZone] = Zone };
            switch (await Desk.CreateFirstAsync(Form.Name, Form.Email, Form.Password, settings, ct))
            {
                case Outcome.Done:
                    Code.Close();
                    await FirstStart.TakeOrganisationAsync(Http.RequestServices, Desk, ct);
                    await Door.TryAsync(Form.Email, Form.Password, ct);
                    Navigation.NavigateTo(LocalUrl.Home);
                    return;
                case Outcome.Invalid invalid:
                    _errors = invalid.Errors;
                    break;
                case Outcome.Refused refused:
                    _errors = refused.Reasons;
                    break;
            }
        }
        _problem = _errors.FirstOrDefault(e => e.Field is null) is { } general ? Words[general] : Words.Of("validation");
    }

    private IEnumerable<Refusal> Check()
    {
        if (!Code.Fits(Form.Code))
            yield return new("setup.code", "code");
        if (TextRules.Check(Form.Organisation, "organisation", PersonForm.NameMax) is { } error)
            yield return error;
        if (!Zones.Contains(Zone))
            yield return new("unknown", "zone");
    }

    private string? Problem(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Words[error] : null;

    private string? Bad(string field) => Problem(field) is null ? null : "bad";

    private string? Invalid(string field) => Problem(field) is null ? null : "true";
}
