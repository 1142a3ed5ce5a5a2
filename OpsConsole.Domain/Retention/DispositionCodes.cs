using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Retention;

/// <summary>What the codes of standing dispositions mean: by the catalogue that runs, else by the newest earlier one that had the state (docs/rules.md, "Retention figures").</summary>
/// <param name="earlier">Newest first; asked for when a code is not in the running one.</param>
internal sealed class DispositionCodes(MotiveCatalogue running, IReadOnlyList<MotiveCatalogue> earlier)
{
    private readonly Dictionary<string, RetentionMotive> _known = [];

    /// <summary>A code that no catalogue knows stands for itself and is neither retained nor withdrawn.</summary>
    public RetentionMotive Find(string path)
    {
        if (!_known.TryGetValue(path, out var found))
            _known[path] = found = Read(Json.Read<List<string>>(path));
        return found;
    }

    public static bool Knows(MotiveCatalogue catalogue, string path)
    {
        var codes = Json.Read<List<string>>(path);
        return StateOf(catalogue, codes) is { } state && MotiveOf(catalogue, state, codes) is not null;
    }

    private RetentionMotive Read(List<string> codes)
    {
        var motive = codes.ElementAtOrDefault(1) ?? "";
        if (StateOf(running, codes) is { } state)
            return new(state.Code, state.Label, state.Outcome, motive, LabelOf(codes) ?? motive, MotiveOf(running, state, codes) is not null, default);
        if (earlier.Select(c => StateOf(c, codes)).FirstOrDefault(s => s is not null) is { } past)
            return new(past.Code, past.Label, past.Outcome, motive, LabelOf(codes) ?? motive, false, default);
        return new(codes[0], codes[0], RetentionResult.NotApplicable, motive, motive, false, default);
    }

    private string? LabelOf(List<string> codes) =>
        earlier.Prepend(running).Select(c => StateOf(c, codes) is { } state ? MotiveOf(c, state, codes)?.Label : null).FirstOrDefault(label => label is not null);

    private static RetentionState? StateOf(MotiveCatalogue catalogue, List<string> codes) => catalogue.States.FirstOrDefault(s => s.Code == codes[0]);

    private static Motive? MotiveOf(MotiveCatalogue catalogue, RetentionState state, List<string> codes) => catalogue.MotivesOf(state).FirstOrDefault(m => m.Code == codes.ElementAtOrDefault(1));
}
