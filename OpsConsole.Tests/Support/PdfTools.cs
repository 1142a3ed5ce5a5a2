using System.Diagnostics;

namespace OpsConsole.Tests.Support;

/// <summary>A PDF as tools that know nothing of ours see it: poppler's and qpdf.</summary>
internal static class PdfTools
{
    public static Task<string> TextAsync(string path, params string[] more) => RunAsync("pdftotext", [.. more, path, "-"]);

    public static Task<string> AboutAsync(string path) => RunAsync("pdfinfo", [path]);

    /// <summary>What the parts of the pages are and what they say.</summary>
    public static Task<string> StructureAsync(string path) => RunAsync("pdfinfo", ["-struct-text", path]);

    /// <summary>One line a font: whether it is embedded, a part of it, and has its characters.</summary>
    public static async Task<IReadOnlyList<(bool IsEmbedded, bool IsSubset, bool HasCharacters)>> FontsAsync(string path) =>
        [.. (await RunAsync("pdffonts", [path])).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(w => (w[^5] == "yes", w[^4] == "yes", w[^3] == "yes"))];

    /// <summary>Throws where the file has a fault.</summary>
    public static Task<string> CheckAsync(string path) => RunAsync("qpdf", ["--check", path]);

    /// <summary>Every object of the file in clear.</summary>
    public static Task<string> ObjectsAsync(string path) => RunAsync("qpdf", ["--qdf", "--object-streams=disable", path, "-"]);

    private static async Task<string> RunAsync(string tool, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(tool) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = tool == "qpdf" ? System.Text.Encoding.Latin1 : System.Text.Encoding.UTF8 };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var wrong = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var errors = await wrong;
        if (process.ExitCode != 0 || errors.Length > 0)
            throw new InvalidOperationException($"{tool}: {said} {errors}");
        return said;
    }
}
