using OpsConsole.Domain.Guides;

namespace OpsConsole.Web.Guides;

/// <summary>The kinds of guides in the address of their page.</summary>
public static class GuideSections
{
    public const string Parameter = "seccion";

    public static string NameOf(GuideKind kind) => kind switch
    {
        GuideKind.Dispositions => "disposiciones",
        GuideKind.Script => "guion",
        GuideKind.Templates => "plantillas",
    };

    /// <summary>The first one for anything unknown.</summary>
    public static GuideKind Of(string? name) => Enum.GetValues<GuideKind>().FirstOrDefault(kind => NameOf(kind) == name);
}
