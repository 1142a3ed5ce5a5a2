using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Demo;

/// <summary>A cause of dissatisfaction: what customers say of it and what a branch plans against it.</summary>
public sealed record InventedTopic(string Cause, string Incident, string Attribute, string Description, IReadOnlyList<string> Said, IReadOnlyList<string> Plans);

/// <summary>The words that demo and generator draw from; nobody in them exists.</summary>
public sealed record InventedContent
{
    private static readonly Lazy<InventedContent> One = new(Read);

    public static InventedContent Instance => One.Value;

    public IReadOnlyList<string> Women { get; init; } = [];
    public IReadOnlyList<string> Men { get; init; } = [];
    public IReadOnlyList<string> Surnames { get; init; } = [];
    public IReadOnlyList<string> Staff { get; init; } = [];
    public IReadOnlyList<string> Channels { get; init; } = [];
    public IReadOnlyList<string> Systems { get; init; } = [];
    public IReadOnlyList<string> Browsers { get; init; } = [];
    public IReadOnlyList<string> CustomerTypes { get; init; } = [];
    public IReadOnlyList<string> Segments { get; init; } = [];
    public IReadOnlyList<string> Activities { get; init; } = [];
    public IReadOnlyList<string> Products { get; init; } = [];
    public IReadOnlyList<string> Openers { get; init; } = [];
    public IReadOnlyList<string> Endings { get; init; } = [];
    public IReadOnlyList<InventedTopic> Topics { get; init; } = [];
    public IReadOnlyList<string> Passive { get; init; } = [];
    public IReadOnlyList<string> Promoter { get; init; } = [];
    public IReadOnlyList<string> Reasons { get; init; } = [];
    public IReadOnlyList<string> Reopenings { get; init; } = [];
    public IReadOnlyList<string> Notes { get; init; } = [];

    private static InventedContent Read()
    {
        using var stream = typeof(InventedContent).Assembly.GetManifestResourceStream("invented.json")!;
        return Json.Read<InventedContent>(new StreamReader(stream).ReadToEnd());
    }
}
