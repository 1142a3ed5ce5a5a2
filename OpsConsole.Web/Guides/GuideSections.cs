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
        GuideKind.Catalogue => "catalogo",
        GuideKind.Benefits => "beneficios",
        GuideKind.Checklists => "causales",
        GuideKind.Protocol => "protocolo",
    };

    /// <summary>Null for anything unknown: then the page begins with the first of the project.</summary>
    public static GuideKind? Of(string? name) => Enum.GetValues<GuideKind>().Where(kind => NameOf(kind) == name).Select(kind => (GuideKind?)kind).FirstOrDefault();
}
