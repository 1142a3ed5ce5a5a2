using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>What the page says of an outcome that is no success.</summary>
public static class OutcomeWords
{
    public static string Of(this RefusalWords words, Outcome outcome) => outcome switch
    {
        Outcome.Refused refused => Sentences(words, refused.Reasons),
        Outcome.Invalid invalid => Sentences(words, invalid.Errors),
        Outcome.Conflict => words.Of("version"),
        Outcome.Missing => words.Of("not_found"),
        _ => words.Of("forbidden"),
    };

    private static string Sentences(RefusalWords words, IReadOnlyList<Refusal> refusals) => string.Join(' ', refusals.Select(r => words[r]).Distinct());
}
