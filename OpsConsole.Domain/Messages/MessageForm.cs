using System.Net.Mail;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Messages;

/// <summary>A message as a person writes it or a program delivers it: codes of the contract.</summary>
public sealed record MessageForm(string? Direction, string? Channel, string? ContactPoint, string? Text)
{
    /// <summary>Of an e-mail; without one the case's number is the subject.</summary>
    public string? Subject { get; init; }

    /// <summary>Code of the template that it was written from.</summary>
    public string? Template { get; init; }

    /// <summary>Of what came in: what the provider calls it, and when it was sent.</summary>
    public string? ProviderId { get; init; }
    public DateTime? At { get; init; }
}

/// <summary>A form that was understood.</summary>
internal sealed record ReadMessage(MessageDirection Direction, AttemptChannel Channel, string Address, MessageTemplate? Template);

/// <summary>What a message must be before anything is done with it (docs/rules.md, "Conversation").</summary>
public static class MessageRules
{
    public const int SubjectMax = 200, ProviderIdMax = 200;

    /// <summary>The longest text that a channel takes.</summary>
    public static int TextMax(AttemptChannel channel) => channel switch
    {
        AttemptChannel.Sms => 1_600,
        AttemptChannel.Whatsapp => 4_096,
        AttemptChannel.Email => 20_000,
        AttemptChannel.Phone => TextRules.NoteMax,
    };

    /// <summary>Whether this kind of contact point can be written to by the channel.</summary>
    public static bool Fits(AttemptChannel channel, ContactPointType type) => channel switch
    {
        AttemptChannel.Sms or AttemptChannel.Whatsapp => type == ContactPointType.Mobile,
        AttemptChannel.Email => type == ContactPointType.Email,
        AttemptChannel.Phone => type is ContactPointType.Mobile or ContactPointType.Landline,
    };

    /// <param name="country">Whose numbering plan holds for a number without a country code.</param>
    internal static (ReadMessage? Read, IReadOnlyList<Refusal> Errors) Read(MessageForm form, CampaignSettings settings, string? country, DateTime now)
    {
        var errors = new List<Refusal>();
        var direction = Codes.Parse<MessageDirection>(form.Direction);
        if (direction is null)
            errors.Add(new(string.IsNullOrEmpty(form.Direction) ? "required" : "unknown", "direction"));
        var channel = Codes.Parse<AttemptChannel>(form.Channel);
        var incoming = direction == MessageDirection.In;
        if (channel is null)
            errors.Add(new(string.IsNullOrEmpty(form.Channel) ? "required" : "unknown", "channel"));
        else if (!settings.Channels.Contains(form.Channel!))
            errors.Add(new("message.channel_not_offered", "channel"));
        else if (channel == AttemptChannel.Phone && direction == MessageDirection.Out)
            errors.Add(new("message.call_is_an_attempt", "channel"));
        var (address, fault) = Address(form.ContactPoint, channel, incoming, country);
        errors.AddRange(new[] { fault, CheckText(form.Text, channel), CheckSubject(form.Subject), TextRules.Check(form.ProviderId, "providerId", ProviderIdMax, required: false) }.OfType<Refusal>());
        var template = settings.MessageTemplates.FirstOrDefault(t => t.Code == form.Template);
        if (form.Template is not null && (template is null || (channel is { } by && !template.Fits(by))))
            errors.Add(new("unknown", "template"));
        if (form.At > now + AttemptRules.FutureTolerance)
            errors.Add(new("attempt.in_future", "at"));
        return errors.Count > 0 ? (null, errors) : (new(direction!.Value, channel!.Value, address!, template), []);
    }

    private static Refusal? CheckText(string? text, AttemptChannel? channel) =>
        TextRules.Check(text, "text", channel is { } known ? TextMax(known) : TextMax(AttemptChannel.Email))
            ?? (TextFold.VisibleLength(text) == 0 ? new("required", "text") : null);

    /// <summary>One line: a second one would be a header. And no noncharacters, which no header can hold.</summary>
    private static Refusal? CheckSubject(string? subject) =>
        TextRules.Check(subject, "subject", SubjectMax, required: false) is { } bad ? bad
        : subject is null ? null
        : subject.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029') ? new("message.subject_line", "subject")
        : subject.EnumerateRunes().Any(r => (r.Value & 0xFFFE) == 0xFFFE || r.Value is >= 0xFDD0 and <= 0xFDEF) ? new("text.invalid", "subject") : null;

    /// <summary>What is written to. A number that came in need only be one; one that is written to must be able to receive it.</summary>
    private static (string? Address, Refusal? Fault) Address(string? typed, AttemptChannel? channel, bool incoming, string? country)
    {
        const string field = "contactPoint";
        if (TextRules.Check(typed, field, TextRules.ContactPointMax) is { } bad)
            return (null, bad);
        if (channel is null)
            return (null, null);
        if (channel == AttemptChannel.Email)
        {
            var email = typed!.Trim();
            return ContactPointRules.IsEmail(email.ToLowerInvariant()) && MailAddress.TryCreate(email, out var parsed) && parsed.Address == email ? (email, null) : (null, new("email.invalid", field));
        }
        var home = NumberingPlan.Of(country)?.Country ?? ContactPointRules.DefaultCountry;
        var phone = PhoneReader.Read(typed!, ContactPointType.Mobile, home);
        if (phone.Fault is not null && (incoming || channel == AttemptChannel.Phone) && PhoneReader.Read(typed!, ContactPointType.Landline, home) is { Fault: null } landline)
            phone = landline;
        return phone.E164 is { } e164 ? (e164, null) : (null, new(phone.Fault!, field));
    }
}
