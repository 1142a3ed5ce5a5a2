using System.Text.Json;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Guides;

/// <summary>The content of a guide: it knows what is wrong with it, what publishing it changes, and where the running one stands (docs/rules.md, "Guides").</summary>
public abstract record Guide
{
    /// <summary>What is wrong, by place: "title", "tree.0.2", "text", "templates.1.subject", "states.0.motives.2.label", "rules.1.maxMonths", "rows.3.text".</summary>
    public abstract IEnumerable<Refusal> Check(Campaign campaign);

    /// <summary>The settings with this guide running.</summary>
    public abstract CampaignSettings In(CampaignSettings settings);

    /// <summary>Ready to be published: what people do not type is there.</summary>
    public virtual Guide Completed() => this;

    /// <summary>Whoever may edit it may publish it, where the guide does not name somebody to approve it.</summary>
    public virtual bool MayPublish(Actor actor, Guide running) => true;

    /// <summary>What publishing this one changes against the one that runs.</summary>
    public abstract GuideDiff Against(Guide running);

    public string Write() => JsonSerializer.Serialize(this, GetType(), Json.Stored);

    /// <summary>The running one.</summary>
    public static Guide Of(GuideKind kind, CampaignSettings settings) => kind switch
    {
        GuideKind.Dispositions => new DispositionGuide(settings.DispositionTitle, settings.DispositionTree),
        GuideKind.Script => new ScriptGuide(settings.Script ?? ""),
        GuideKind.Templates => new TemplateGuide(settings.MessageTemplates),
        GuideKind.Catalogue => new CatalogueGuide(settings.Retention.ComplaintType, settings.Retention.States),
        GuideKind.Benefits => new BenefitGuide(settings.Benefits.Rules, settings.Benefits.Limits) { Names = BenefitGuide.NamesIn(settings.Retention) },
        GuideKind.Checklists => new ChecklistGuide(settings.Cell.Causes),
        GuideKind.Protocol => new ProtocolGuide(settings.Requirements.Assistant),
    };

    /// <summary>Null for what is no guide of the kind.</summary>
    public static Guide? Read(GuideKind kind, string? content)
    {
        try
        {
            Guide? read = content is null ? null : kind switch
            {
                GuideKind.Dispositions => Json.Read<DispositionGuide?>(content),
                GuideKind.Script => Json.Read<ScriptGuide?>(content),
                GuideKind.Templates => Json.Read<TemplateGuide?>(content),
                GuideKind.Catalogue => Json.Read<CatalogueGuide?>(content),
                GuideKind.Benefits => Json.Read<BenefitGuide?>(content),
                GuideKind.Checklists => Json.Read<ChecklistGuide?>(content),
                GuideKind.Protocol => Json.Read<ProtocolGuide?>(content),
            };
            return read is { IsWhole: true } ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Nothing is missing that no field of an editor could leave out.</summary>
    protected abstract bool IsWhole { get; }
}

/// <summary>What a publication does, by the labels that people know.</summary>
/// <param name="Renamed">Old and new label.</param>
/// <param name="Changed">Same label, other content or place.</param>
public sealed record GuideDiff(IReadOnlyList<string> Added, IReadOnlyList<(string Before, string After)> Renamed, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed)
{
    public bool IsEmpty => Added.Count + Renamed.Count + Removed.Count + Changed.Count == 0;
}
