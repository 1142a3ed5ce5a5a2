using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Cases;

/// <summary>What one person has typed into the form, over which state of the case. No component and no database: the page asks it what is unsaved and what others changed under it.</summary>
public sealed class AlertTyping
{
    private readonly CampaignTime _time;

    private AlertTyping(AlertForm start, AlertForm typed, long version, CampaignTime time) => (Start, Typed, Version, Seen, _time) = (start, typed, version, version, time);

    /// <summary>The form as it was when typing began, moved on by what others saved and nobody disputes.</summary>
    public AlertForm Start { get; private set; }

    public AlertForm Typed { get; private set; }

    /// <summary>The version that a save is based on; it stays behind while others' changes wait for a choice.</summary>
    public long Version { get; private set; }

    /// <summary>The newest version looked at.</summary>
    public long Seen { get; private set; }

    public bool IsUnsaved => AlertFields.Differ(Start, Typed);

    /// <summary>When the draft that was found again had been saved; null where there was none.</summary>
    public DateTime? RestoredFrom { get; private set; }

    public static AlertTyping Begin(AlertCase alert)
    {
        var now = AlertForm.Of(alert.Row);
        if (alert.Detail.Draft is not { } draft || AlertDraft.Read(draft.Content, alert.Time) is not { } kept || !AlertFields.Differ(kept.Start, kept.Form))
            return new(now, now, alert.Row.Version, alert.Time);
        var typing = new AlertTyping(kept.Start, kept.Form, draft.BaseVersion, alert.Time) { RestoredFrom = draft.SavedAt };
        typing.Rebase(alert);
        return typing;
    }

    /// <summary>What the fields hold now. A field cannot hold seconds and knows one kind of line end: what was not touched keeps the value it had.</summary>
    public bool Take(string? content)
    {
        if (content is null || AlertDraft.Read(content, _time) is not { } read)
            return false;
        var (texts, starts) = (AlertDraft.Texts(read.Form, _time), StartTexts());
        Typed = AlertFields.All.Where(f => texts[f.Name] == starts[f.Name].ReplaceLineEndings("\n")).Aggregate(read.Form, (form, f) => f.Set(form, f.Get(Start)));
        return true;
    }

    /// <summary>Puts what was typed on top of the case as it is now. Where both changed a field, the own text stays and the version stays behind, so that saving asks.</summary>
    public AlertMerge Rebase(AlertCase alert)
    {
        var theirs = AlertForm.Of(alert.Row);
        var merge = AlertMerge.Of(Start, Typed, theirs);
        Typed = merge.Form;
        foreach (var field in AlertFields.All)
            if (merge.Clashes.All(c => c.Field != field.Name))
                Start = field.Set(Start, field.Get(theirs));
        if (merge.Clashes.Count == 0)
            Version = alert.Row.Version;
        Seen = alert.Row.Version;
        return merge;
    }

    /// <summary>What is typed stands over this start and version from here on: it was saved, or the person chose.</summary>
    public void Choose(AlertForm form, AlertForm start, long version) => (Start, Typed, Version, Seen) = (start, form, version, version);

    public string Content() => AlertDraft.Write(Typed, Start, _time);

    public Dictionary<string, string> Texts() => AlertDraft.Texts(Typed, _time);

    public Dictionary<string, string> StartTexts() => AlertDraft.Texts(Start, _time);
}
