using OpsConsole.Domain.Campaigns;

namespace OpsConsole.Web.Guides;

/// <summary>A template while it is edited; its boxes begin with <see cref="Start"/> and are the browser's afterwards.</summary>
public sealed class TemplateDraft(int id, MessageTemplate from)
{
    public int Id { get; } = id;
    public MessageTemplate Start { get; private set; } = from;
    public string Label { get; set; } = from.Label;
    public string Subject { get; set; } = from.Subject ?? "";
    public string Text { get; set; } = from.Text;
    public List<string> Channels { get; } = [.. from.Channels];

    public MessageTemplate Template => Start with { Label = Label, Subject = Subject.Length > 0 ? Subject : null, Text = Text, Channels = [.. Channels] };

    /// <summary>Its boxes are made anew, with what stands in it now.</summary>
    public void Begin() => Start = Template;
}
