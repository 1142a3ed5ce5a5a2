namespace OpsConsole.Tests.Support;

/// <summary>The folder that holds the solution; every file that a test reads is named from there.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    public static string File(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public static string Read(params string[] parts) => System.IO.File.ReadAllText(File(parts));

    /// <summary>The sources of one project, without what the build made.</summary>
    public static IEnumerable<SourceFile> Sources(string project, params string[] extensions) =>
        Directory.EnumerateFiles(File(project), "*", SearchOption.AllDirectories)
            .Where(path => extensions.Contains(System.IO.Path.GetExtension(path)))
            .Select(path => new SourceFile(System.IO.Path.GetRelativePath(Path, path).Replace('\\', '/')))
            .Where(file => !file.Name.Contains("/bin/") && !file.Name.Contains("/obj/") && !file.Name.Contains("/node_modules/"))
            .OrderBy(file => file.Name, StringComparer.Ordinal);

    private static string Find(string folder) =>
        System.IO.File.Exists(System.IO.Path.Combine(folder, "OpsConsole.sln"))
            ? folder
            : Find(Directory.GetParent(folder)?.FullName ?? throw new InvalidOperationException("OpsConsole.sln was not found above the tests."));
}

/// <summary>A source file, named from the repository's root with forward slashes.</summary>
public sealed record SourceFile(string Name)
{
    public string Text { get; } = File.ReadAllText(RepositoryRoot.File(Name));

    public string[] Lines => Text.Split('\n');
}
