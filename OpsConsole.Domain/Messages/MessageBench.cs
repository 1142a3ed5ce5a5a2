using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Messages;

/// <summary>What the contact panel of a case offers.</summary>
public sealed record MessageBench(IReadOnlyList<ChannelBench> Channels, IReadOnlyList<FilledTemplate> Templates);

/// <summary>One way to reach the customer.</summary>
/// <param name="Lacks">What has to be configured before anything can go out; empty: it works.</param>
/// <param name="Points">The customer's contact points that fit it.</param>
public sealed record ChannelBench(AttemptChannel Channel, int TextMax, IReadOnlyList<Refusal> Lacks, IReadOnlyList<ContactPointView> Points);

/// <summary>A template with the case's own values in it.</summary>
public sealed record FilledTemplate(string Code, string Label, IReadOnlyList<AttemptChannel> Channels, string? Subject, string Text);
