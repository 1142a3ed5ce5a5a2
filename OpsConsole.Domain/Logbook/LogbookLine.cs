using System.Text.Json;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Logbook;

/// <summary>One line of the Bitácora: who did or saw what, when (docs/rules.md, "Bitácora").</summary>
/// <param name="ByName">Null: the console itself, or somebody unknown.</param>
/// <param name="Target">What an entry of the console's log was done to.</param>
/// <param name="Data">Old and new values; nothing of a view.</param>
public sealed record LogbookLine(LogSource Source, long Sequence, DateTime At, int? ById, string? ByName, string Type, string? Number, int? CampaignId, string? Target, string? CustomerId, JsonElement Data)
{
    /// <summary>The network address that it was done from; null: not from any, or not known.</summary>
    public string? Origin { get; init; }
}

/// <summary>A page of the Bitácora, the newest first, and where the next begins.</summary>
/// <param name="Names">Of the people and branches that the lines mention by id.</param>
public sealed record LogbookPart(IReadOnlyList<LogbookLine> Lines, string? NextCursor, CaseNames Names);

/// <summary>Somebody whose deeds can be asked for.</summary>
public sealed record LogbookPerson(int Id, string Name);
