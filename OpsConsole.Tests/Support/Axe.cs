using System.Text.Json;
using Microsoft.Playwright;

namespace OpsConsole.Tests.Support;

/// <summary>axe-core, evaluated in the page; evaluated rather than added as a script, since the page's policy allows only its own.</summary>
public static class Axe
{
    private const string Run = """
        async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
            .map(v => `${v.id} (${v.impact}): ${v.help}: ${v.nodes.map(n => n.target.join(' ')).join(', ')}`)
        """;

    public static async Task<IReadOnlyList<string>> RunAsync(IPage page)
    {
        var script = RepositoryRoot.File("OpsConsole.Tests", "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(script))
            throw new InvalidOperationException("axe-core is not installed: run ./test.sh, or `npm ci` in OpsConsole.Tests.");
        await page.EvaluateAsync($"() => {{ {await File.ReadAllTextAsync(script)}\n }}");
        var found = await page.EvaluateAsync<JsonElement>(Run);
        return [.. found.EnumerateArray().Select(violation => violation.GetString()!)];
    }
}
