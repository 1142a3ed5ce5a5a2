using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace OpsConsole.Web.Shell;

/// <summary>Keeps an error inside the page that made it: rail, top bar and the circuit live on, and the person gets a code that stands in the log.</summary>
public sealed partial class PageErrors : ErrorBoundaryBase
{
    private string _code = "";
    private string _failedAt = "";

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    [Inject]
    private ILogger<PageErrors> Logger { get; set; } = default!;

    /// <summary>Another page starts without the error of the last one.</summary>
    protected override void OnParametersSet()
    {
        if (CurrentException is not null && _failedAt != Here)
            Recover();
    }

    protected override Task OnErrorAsync(Exception exception)
    {
        var moment = Clock.GetUtcNow().ToString("HHmm", CultureInfo.InvariantCulture);
        _code = $"OC-{RandomNumberGenerator.GetHexString(4)}-{moment}";
        _failedAt = Here;
        LogFailure(Logger, exception, _code, Here);
        return Task.CompletedTask;
    }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        if (CurrentException is null)
        {
            builder.AddContent(0, ChildContent);
            return;
        }
        builder.OpenComponent<PageError>(1);
        builder.AddComponentParameter(2, nameof(PageError.Code), _code);
        builder.AddComponentParameter(3, nameof(PageError.OnRetry), EventCallback.Factory.Create(this, Recover));
        builder.CloseComponent();
    }

    private string Here => new Uri(Navigation.Uri).AbsolutePath;

    [LoggerMessage(1, LogLevel.Error, "A page failed: {Code} at {Path}")]
    private static partial void LogFailure(ILogger logger, Exception exception, string code, string path);
}
