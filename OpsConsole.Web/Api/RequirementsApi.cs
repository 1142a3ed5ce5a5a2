using System.Text.Json;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;

namespace OpsConsole.Web.Api;

/// <summary>Who claims, and what.</summary>
public sealed record ProblemBody(string? Name, string? Phone, string? Email, string? Description);

/// <summary>A ticket to be filed. Branch: the caller's own where none is named, else that of the initial requirement. Customer: of a requirement, by id or described; without one the claimant is made one where the subject asks for a customer.</summary>
public sealed record RequirementBody(string? Campaign, string? Branch, string? Subject, string? Initial, string? Channel, string? ProductLine, ProblemBody? Problem, string? Category1, string? Category2, string? Category3,
    string? Responsible, string? Priority, string? DocumentClass, NewCaseCustomer? Customer)
{
    public RequirementForm Form => new()
    {
        Subject = Subject,
        Initial = Initial,
        Channel = Channel,
        ProductLine = ProductLine,
        Name = Problem?.Name,
        Phone = Problem?.Phone,
        Email = Problem?.Email,
        Description = Problem?.Description,
        Category1 = Category1,
        Category2 = Category2,
        Category3 = Category3,
        Responsible = Responsible,
        Priority = Priority,
        DocumentClass = DocumentClass,
    };
}

public sealed record HandoverBody(string? Customer);

/// <summary>Answer null: one more ticket is allowed.</summary>
public sealed record UnblockBody(string? Reason, string? Answer);

/// <summary>An answer of the area, or of a supervisor; by: a person's id, null where it came with a file.</summary>
public sealed record ResponseAnswer(string? Text, DateTime At, int? By);

/// <summary>Why no further ticket may stand on it: the row of the assistant, and the subject of the ticket that was refused, null where somebody handed it over.</summary>
public sealed record BlockAnswer(int Result, DateTime At, int? By, string? Subject);

/// <summary>What a requirement, or an insistence on one, says. CameBy: the way the customer came where another one is recorded. Responsible: the area that answers.</summary>
public sealed record RequirementAnswer(string Subject, string Label, bool Insistence, string? Initial, string? Channel, string? CameBy, string? ProductLine, ProblemBody Problem, string? Category1, string? Category2, string? Category3,
    string? Responsible, string? DocumentClass, string DocumentState, DateOnly? MaxDate, DateTime? RespondedAt, IReadOnlyList<ResponseAnswer> Responses, BlockAnswer? Blocked, int MoreTickets)
{
    public static RequirementAnswer Of(Requirement r, CaseRow row, Domain.Campaigns.Campaign campaign)
    {
        var subject = campaign.Settings.Requirements.Subject(r.Subject);
        var state = row.Status == CaseStatus.Completed ? 2 : r.Response is null ? 0 : 1;
        return new(r.Subject, subject?.Label ?? r.Subject, r.Initial is not null, r.Initial, r.Channel, r.CameBy, r.Line, new(r.Problem.Name, r.Problem.Phone, r.Problem.Email, row.Subject?.Description), r.Category1, r.Category2, r.Category3,
            r.Responsible, r.DocumentClass, FieldCatalog.DocumentStates[state].Code, row.DueAt is { } due ? Domain.Campaigns.CampaignTime.Of(campaign, TimeProvider.System).Day(due) : null,
            r.Response?.At, [.. r.Responses.Select(a => new ResponseAnswer(a.Text, a.At, a.ById))], r.Block is { } block ? new(block.Result, block.At, block.ById, block.Subject) : null, r.MoreTickets);
    }
}

/// <summary>What the changes of a case say of a requirement: only what is given changes, null takes it away.</summary>
internal static class RequirementPatch
{
    public static (RequirementForm Form, IReadOnlyList<Refusal> Errors) Over(this CasePatch patch, CaseRow row, Requirement known)
    {
        var (form, errors) = (RequirementForm.Of(known, row.Subject!.Description, row.Priority), new List<Refusal>());
        string? Text(JsonElement given, string field, string? now)
        {
            if (given.ValueKind == JsonValueKind.Undefined)
                return now;
            if (given.ValueKind is JsonValueKind.String or JsonValueKind.Null)
                return given.GetString();
            errors.Add(new("json", field));
            return now;
        }
        foreach (var (given, field) in new[] { (patch.Type, "type"), (patch.Account, "account") })
            if (given.ValueKind != JsonValueKind.Undefined)
                errors.Add(new("unknown", field));
        var problem = patch.Problem.ValueKind == JsonValueKind.Object ? patch.Problem : default;
        if (patch.Problem.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
            errors.Add(new("json", "problem"));
        JsonElement Of(string name) => problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty(name, out var value) ? value : default;
        return (form with
        {
            Channel = Text(patch.Channel, "channel", form.Channel),
            ProductLine = Text(patch.ProductLine, "productLine", form.ProductLine),
            Name = Text(Of("name"), "problem.name", form.Name),
            Phone = Text(Of("phone"), "problem.phone", form.Phone),
            Email = Text(Of("email"), "problem.email", form.Email),
            Description = Text(patch.Description, "description", Text(Of("description"), "problem.description", form.Description)),
            Category1 = Text(patch.Category1, "category1", form.Category1),
            Category2 = Text(patch.Category2, "category2", form.Category2),
            Category3 = Text(patch.Category3, "category3", form.Category3),
            Responsible = Text(patch.Responsible, "responsible", form.Responsible),
            Priority = Text(patch.Priority, "priority", form.Priority),
            DocumentClass = Text(patch.DocumentClass, "documentClass", form.DocumentClass),
        }, errors);
    }
}

/// <summary>`POST /api/v1/requirements`: a requirement, or an insistence on one. 409 `requirement.blocked`: the supervisors have the requirement now.</summary>
public static class RequirementsApi
{
    public static void MapRequirements(this RouteGroupBuilder api) =>
        api.MapPost("/requirements", FileAsync).WithTags("requirements").AddEndpointFilter<Idempotency>().Produces<CaseAnswer>(201).ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409);

    private static async Task<ApiAnswer> FileAsync(JsonBody<RequirementBody> body, Actor actor, CaseDesk desk, CaseAnswers answers, ApiResults results, CancellationToken ct)
    {
        if (body.Value is not { } asked)
            return actor.MayWork ? results.Unreadable(body.Error!, body.Status) : results.Forbidden;
        if (string.IsNullOrEmpty(asked.Campaign))
            return actor.MayWork ? results.Invalid([new("required", "campaign")]) : results.Forbidden;
        var (customer, errors) = asked.Customer?.Read() ?? (null, []);
        if (errors.Count > 0)
            return actor.MayWork ? results.Invalid(errors) : results.Forbidden;
        return await results.OfAsync(await desk.FileAsync(asked.Campaign, asked.Branch, asked.Form, asked.Customer?.Id, actor, ct, customer), async done =>
            new(StatusCodes.Status201Created, (await answers.FindAsync(done.Id!, actor, ct))!, done.Version, $"/api/v1/cases/{done.Id}"));
    }
}
