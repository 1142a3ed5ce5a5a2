namespace OpsConsole.Domain.Kernel;

/// <summary>An expected no: a stable machine code, the field it concerns and, where a number is short, how much there is and how much is needed. Its words live in Refusals.resx.</summary>
public sealed record Refusal(string Code, string? Field = null, int? Have = null, int? Need = null);

/// <summary>Thrown by an entity that refuses a change; desks turn it into <see cref="Outcome.Refused"/>.</summary>
public sealed class RefusedException(IReadOnlyList<Refusal> reasons) : Exception(string.Join(", ", reasons.Select(r => r.Code)))
{
    public IReadOnlyList<Refusal> Reasons { get; } = reasons;

    public static void ThrowIfAny(IEnumerable<Refusal> reasons)
    {
        var all = reasons.ToList();
        if (all.Count > 0)
            throw new RefusedException(all);
    }
}
