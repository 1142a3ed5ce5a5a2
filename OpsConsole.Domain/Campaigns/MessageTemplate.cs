using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Campaigns;

/// <summary>A text that messages start from, with marks for the case's own values (docs/rules.md, "Conversation").</summary>
/// <param name="Channels">For which it is offered.</param>
/// <param name="Subject">Of an e-mail.</param>
public sealed record MessageTemplate(string Code, string Label, IReadOnlyList<string> Channels, string Text, string? Subject = null, string? Help = null) : CatalogueEntry(Code, Label, Help)
{
    public bool Fits(AttemptChannel channel) => Channels.Contains(Codes.Of(channel));

    /// <summary>What is wrong with it in this campaign: marks that nothing fills, channels that it does not have.</summary>
    public IReadOnlyList<Refusal> Check(CampaignSettings settings, BaseSchema schema) =>
    [
        .. Channels.Count == 0 ? [new("required", "channels")] : Channels.Except(settings.Channels).Select(_ => new Refusal("message.channel_not_offered", "channels")).Take(1),
        .. TextRules.Check(Text, "text", Messages.MessageRules.TextMax(AttemptChannel.Email)) is { } bad ? [bad] : CaseMarks.Unknown(Text, schema).Select(_ => new Refusal("template.mark", "text")).Take(1),
        .. TextRules.Check(Subject, "subject", Messages.MessageRules.SubjectMax, required: false) is { } wrong ? [wrong] : CaseMarks.Unknown(Subject ?? "", schema).Select(_ => new Refusal("template.mark", "subject")).Take(1),
    ];
}
