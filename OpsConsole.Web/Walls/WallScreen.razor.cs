namespace OpsConsole.Web.Walls;

/// <summary>The page of a screen on a wall: static, without a circuit; its script asks for the figures by the token's cookie.</summary>
public sealed partial class WallScreen
{
    public const string Address = "/pared";

    private static readonly string[] Figures = ["open", "unmanaged", "dueSoon", "overdue", "completedToday"];
}
