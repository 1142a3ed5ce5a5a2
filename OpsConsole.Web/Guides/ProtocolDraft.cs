using OpsConsole.Domain.Protocols;

namespace OpsConsole.Web.Guides;

/// <summary>A row of a protocol while it is edited; its boxes begin with <see cref="Start"/> and are the browser's afterwards.</summary>
public sealed class ProtocolDraft
{
    private readonly IReadOnlyList<ProtocolFact> _facts;
    private readonly Dictionary<string, HashSet<string>> _chosen = [];

    public ProtocolDraft(int id, ProtocolRow start, IReadOnlyList<ProtocolFact> facts)
    {
        (Id, Start, _facts) = (id, start, facts);
        (Result, Action, Text) = (start.Result, start.Action, start.Text);
        foreach (var fact in facts)
            _chosen[fact.Code] = [.. start.When.TryGetValue(fact.Code, out var values) ? values : fact.Values.Select(v => v.Code)];
    }

    public int Id { get; }
    public ProtocolRow Start { get; }
    public int Result { get; set; }
    public string Action { get; set; }
    public string Text { get; set; }

    public bool Holds(ProtocolFact fact, string value) => _chosen[fact.Code].Contains(value);

    public void Choose(ProtocolFact fact, string value, bool chosen)
    {
        if (chosen)
            _chosen[fact.Code].Add(value);
        else
            _chosen[fact.Code].Remove(value);
    }

    /// <summary>A fact with all its values chosen may be anything, and is not named.</summary>
    public ProtocolRow Row => new(Result, Action, Text, Start.IsAdded)
    {
        When = _facts.Where(fact => !fact.Values.All(v => Holds(fact, v.Code)))
            .ToDictionary(fact => fact.Code, fact => (IReadOnlyList<string>)[.. fact.Values.Select(v => v.Code).Where(code => Holds(fact, code))]),
    };
}
