using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Controls;

public sealed partial class Score
{
    [Parameter, EditorRequired]
    public required int? Value { get; set; }

    [Parameter]
    public SurveyGroup? Group { get; set; }

    private string? Css => Group switch
    {
        SurveyGroup.Detractor or SurveyGroup.Dissatisfied or null => null,
        SurveyGroup.Passive => "mid",
        SurveyGroup.Promoter or SurveyGroup.Satisfied => "hi",
    };
}
