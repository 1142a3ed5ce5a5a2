namespace OpsConsole.Tests.Support;

/// <summary>The public files beside the repository. Tests that read them carry `[Trait("Category", RealData.Category)]`;
/// test.sh leaves the category out where the folder is absent.</summary>
public static class RealData
{
    public const string Category = "RealData";

    public static string File(params string[] parts)
    {
        var folder = Environment.GetEnvironmentVariable("OPSCONSOLE_REAL_DATA") is { Length: > 0 } given
            ? given
            : RepositoryRoot.File("..", "shared", "data");
        return Path.Combine([folder, .. parts]);
    }
}
