using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Retention;

/// <summary>What the codes of standing dispositions mean: by the catalogue that runs, else by the newest earlier one that had the state (docs/rules.md, "Retention figures").</summary>
/// <param name="earlier">Newest first.</param>
internal sealed class DispositionCodes(MotiveCatalogue running, IReadOnlyList<MotiveCatalogue> earlier)
{
    private readonly Dictionary<string, RetentionMotive> _known = [];

    /// <summary>The running catalogue did not know everything that was asked for.</summary>
    public bool HasMissed { get; private set; }

    /// <summary>A code that no catalogue knows stands for itself and is neither retained nor withdrawn.</summary>
    public RetentionMotive Find(string path)
    {
        if (!_known.TryGetValue(path, out var found))
        {
            _known[path] = found = Read(Json.Read<List<string>>(path));
            HasMissed |= !found.IsCurrent;
        }
        return found;
    }

    private RetentionMotive Read(List<string> codes)
    {
        var (code, motive) = (codes[0], codes.ElementAtOrDefault(1) ?? "");
        var state = StateOf(running, code);
        var isCurrent = state is not null && MotiveOf(running, state, motive) is not null;
        var label = earlier.Prepend(running).Select(c => StateOf(c, code) is { } known ? MotiveOf(c, known, motive)?.Label : null).FirstOrDefault(found => found is not null) ?? motive;
        return (state ?? earlier.Select(c => StateOf(c, code)).FirstOrDefault(found => found is not null)) is { } meant
            ? new(meant.Code, meant.Label, meant.Outcome, motive, label, isCurrent, default)
            : new(code, code, RetentionResult.NotApplicable, motive, label, false, default);
    }

    private static RetentionState? StateOf(MotiveCatalogue catalogue, string code) => catalogue.States.FirstOrDefault(s => s.Code == code);

    private static Motive? MotiveOf(MotiveCatalogue catalogue, RetentionState state, string code) => catalogue.MotivesOf(state).FirstOrDefault(m => m.Code == code);
}
