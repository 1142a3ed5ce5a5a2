using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Domain.RepeatContacts;

/// <summary>With what a repeat-contacts cell works (docs/rules.md, "Repeat contacts").</summary>
public sealed record RepeatCell
{
    public static readonly RepeatCell Empty = new();

    public RepeatThresholds Thresholds { get; init; } = new();
    public IReadOnlyList<CellCause> Causes { get; init; } = [];
    public IReadOnlyList<CatalogueEntry> PetitionKinds { get; init; } = [];
    public IReadOnlyList<QualityMark> QualityMarks { get; init; } = [];
    public IReadOnlyList<CellArea> Areas { get; init; } = [];

    /// <summary>E-mail addresses that get the weekly report to the client.</summary>
    public IReadOnlyList<string> ClientRecipients { get; init; } = [];

    /// <summary>Marked escalations that an agent needs in a week to be ranked: one wrong of one says nothing.</summary>
    public int RankedFrom { get; init; } = 5;

    public CellCause? Cause(string? code) => Causes.FirstOrDefault(c => c.Code == code);
    public CellArea? Area(string? code) => Areas.FirstOrDefault(a => a.Code == code);
    public QualityMark? Mark(string? code) => QualityMarks.FirstOrDefault(m => m.Code == code);
    public CatalogueEntry? Petition(string? code) => PetitionKinds.FirstOrDefault(p => p.Code == code);
}

/// <summary>From when on a customer is recurrent or a repeat.</summary>
public sealed record RepeatThresholds
{
    public const int MostContacts = 50, MostDays = 90;

    public ContactThreshold Recurrent { get; init; } = new(3, 7);
    public ContactThreshold Repeat { get; init; } = new(2, 7);
}

/// <param name="Contacts">At least so many, 2 to 50.</param>
/// <param name="Days">Within so many times 24 hours, both ends included, 1 to 90.</param>
public sealed record ContactThreshold(int Contacts, int Days);

/// <summary>Why customers call: A to I.</summary>
/// <param name="OwnerArea">The area that such accounts belong to: nobody else manages them.</param>
/// <param name="Procedure">Address of the procedure (ABC) of the cause.</param>
public sealed record CellCause(string Code, string Label, string? OwnerArea = null, string? Procedure = null)
{
    /// <summary>What the form is checked against, yes or no; published as a guide.</summary>
    public IReadOnlyList<CheckPoint> Checklist { get; init; } = [];
}

/// <summary>One point of a cause's checklist.</summary>
public sealed record CheckPoint(string Code, string Text);

/// <summary>What an escalation was worth.</summary>
/// <param name="Error">Counts against whoever filled in the form.</param>
public sealed record QualityMark(string Code, string Label, bool Error);

/// <summary>An operation that answers escalations.</summary>
/// <param name="People">Ids of users.</param>
/// <param name="DeadlineBusinessHours">To answer, in the hours of the campaign's calendar.</param>
public sealed record CellArea(string Code, string Label, int DeadlineBusinessHours = 8) : IArea
{
    public IReadOnlyList<int> People { get; init; } = [];
}
