using System.Globalization;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Web.Guides;

/// <summary>A state while it is edited; its boxes begin with <see cref="Start"/> and are the browser's afterwards.</summary>
public sealed class StateDraft
{
    public const string FollowUpNeed = "fecha_seguimiento";

    public StateDraft(int id, RetentionState from, Func<int> next)
    {
        (Id, Start, Label, Final, Outcome, SameMotivesAs, NeedsAttempts) = (id, from, from.Label, from.Final, from.Outcome, from.SameMotivesAs, from.NeedsAttempts);
        FollowsUp = from.Needs.Contains(FollowUpNeed);
        Motives = [.. from.Motives.Select(motive => new MotiveDraft(next(), motive, next))];
    }

    public int Id { get; }
    public RetentionState Start { get; private set; }
    public string Label { get; set; }
    public bool Final { get; set; }
    public RetentionResult Outcome { get; set; }
    public string? SameMotivesAs { get; set; }
    public bool NeedsAttempts { get; set; }

    /// <summary>Whether each of its motives asks for the day on which the agent makes sure.</summary>
    public bool FollowsUp { get; set; }
    public List<MotiveDraft> Motives { get; }

    public RetentionState State => Start with
    {
        Label = Label,
        Final = Final,
        Outcome = Final ? Outcome : RetentionResult.Open,
        SameMotivesAs = SameMotivesAs,
        NeedsAttempts = NeedsAttempts,
        Needs = [.. Start.Needs.Where(need => need != FollowUpNeed), .. FollowsUp ? [FollowUpNeed] : Array.Empty<string>()],
        Motives = [.. Motives.Select(motive => motive.Motive)],
    };

    /// <summary>Its boxes are made anew, with what stands in it now.</summary>
    public void Begin() => Start = State;
}

/// <summary>A motive while it is edited.</summary>
public sealed class MotiveDraft
{
    public MotiveDraft(int id, Motive from, Func<int> next)
    {
        (Id, Start, Label, Closure, Days, Note, Cost, ChosenBy) = (id, from, from.Label, from.Closure, from.Days, from.Note ?? "", from.CostUsd, from.ChosenBy);
        Needs = [.. from.Needs];
        Texts = [.. from.Texts.Select(text => new TextDraft(next(), text))];
    }

    public int Id { get; }
    public Motive Start { get; private set; }
    public string Label { get; set; }
    public string Closure { get; set; }
    public int Days { get; set; }
    public string Note { get; set; }
    public decimal? Cost { get; set; }
    public TextChoice ChosenBy { get; set; }
    public HashSet<string> Needs { get; }
    public List<TextDraft> Texts { get; }

    public Motive Motive => Start with
    {
        Label = Label,
        Closure = Closure,
        Days = Days,
        Note = Note.Length == 0 ? null : Note,
        CostUsd = Cost,
        ChosenBy = ChosenBy,
        Needs = [.. Start.Needs.Where(Needs.Contains), .. CatalogueGuide.Needs.Where(need => Needs.Contains(need) && !Start.Needs.Contains(need))],
        Texts = [.. Texts.Select(text => text.Of(ChosenBy))],
    };

    public void Begin()
    {
        Start = Motive;
        foreach (var text in Texts)
            text.Begin(ChosenBy);
    }

    /// <summary>Nothing typed is none; what is no amount breaks the rule of the box.</summary>
    public static decimal? Amount(object? typed) => typed is not string { Length: > 0 } text ? null : decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) ? amount : -1;
}

/// <summary>One text of a motive while it is edited; its name is the product line or what the agent chooses it by.</summary>
public sealed class TextDraft(int id, MotiveText from)
{
    public int Id { get; } = id;
    public MotiveText Start { get; private set; } = from;
    public string Name { get; set; } = from.Label ?? from.Code ?? "";
    public string Text { get; set; } = from.Text;

    public MotiveText Of(TextChoice chosenBy) => chosenBy switch
    {
        TextChoice.Product => new(Text, Name),
        TextChoice.Variant => new(Text, Start.Code, Name),
        _ => new(Text),
    };

    public void Begin(TextChoice chosenBy) => Start = Of(chosenBy) with { Code = chosenBy == TextChoice.None ? Start.Code : Of(chosenBy).Code };
}
