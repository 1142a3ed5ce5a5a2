using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Guides;

/// <summary>What the agent says: paragraphs, headings ("# "), points ("- ") and marks for the case's values (docs/rules.md, "Guides").</summary>
public sealed record ScriptGuide(string Text) : Guide
{
    public const int TextMax = 20_000;

    protected override bool IsWhole => Text is not null;

    public override IEnumerable<Refusal> Check(Campaign campaign)
    {
        if (TextRules.Check(Text, "text", TextMax, required: false) is { } wrong)
            yield return wrong;
        if (CaseMarks.Unknown(Text, campaign.Schema).Any())
            yield return new("template.mark", "text");
    }

    public override CampaignSettings In(CampaignSettings settings) => settings with { Script = string.IsNullOrWhiteSpace(Text) ? null : Text };

    public override GuideDiff Against(Guide running)
    {
        var (before, now) = (Lines((ScriptGuide)running), Lines(this));
        var diff = new GuideDiff([.. now.Except(before)], [], [.. before.Except(now)], []);
        return diff.IsEmpty && Text.ReplaceLineEndings("\n").Trim() != ((ScriptGuide)running).Text.ReplaceLineEndings("\n").Trim() ? diff with { Changed = [now.FirstOrDefault() ?? ""] } : diff;      // order, blank lines, lines said twice
    }

    private static List<string> Lines(ScriptGuide script) => [.. script.Text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];
}

/// <summary>What a stretch of a script is.</summary>
public enum ScriptPart
{
    Heading,
    Paragraph,
    Point,
}

/// <summary>A script as it is shown: its structure comes from what was written, never from a customer's value.</summary>
public sealed record ScriptBlock(ScriptPart Part, string Text)
{
    public static IReadOnlyList<ScriptBlock> Of(string? script)
    {
        var blocks = new List<ScriptBlock>();
        var paragraph = new List<string>();
        void End()
        {
            if (paragraph.Count > 0)
                blocks.Add(new(ScriptPart.Paragraph, string.Join('\n', paragraph)));
            paragraph.Clear();
        }
        foreach (var line in (script ?? "").ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()))
        {
            ScriptPart? own = line.StartsWith("# ", StringComparison.Ordinal) ? ScriptPart.Heading : line.StartsWith("- ", StringComparison.Ordinal) ? ScriptPart.Point : null;
            if (own is null && line.Length > 0)
                paragraph.Add(line);
            else
                End();
            if (own is { } part)
                blocks.Add(new(part, line[2..].Trim()));
        }
        End();
        return blocks;
    }
}
