using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Cases;

/// <summary>The customer's answers, why they make an alert, and apart from them the customer's own words.</summary>
public sealed partial class AlertSurvey
{
    private const string AskKey = "AskAbout";

    [Parameter, EditorRequired]
    public required AlertCase Alert { get; set; }

    /// <summary>"Consultar": a note that asks about who attended.</summary>
    [Parameter]
    public EventCallback<string> OnAsk { get; set; }

    private static string? Tone(SurveyGroup? group) => group switch
    {
        SurveyGroup.Detractor or SurveyGroup.Dissatisfied => "bad",
        SurveyGroup.Passive => "warn",
        SurveyGroup.Promoter or SurveyGroup.Satisfied => "ok",
        null => null,
    };

    private static string Glyph(SurveyGroup group) => group switch
    {
        SurveyGroup.Detractor or SurveyGroup.Dissatisfied => "thumb_down",
        SurveyGroup.Passive => "sentiment_neutral",
        SurveyGroup.Promoter or SurveyGroup.Satisfied => "thumb_up",
    };
}
