using OpsConsole.Domain.Cases;

namespace OpsConsole.Web.Cases;

/// <summary>A save that went through: what was typed for it, and in words what came along from somebody else.</summary>
public sealed record AlertSaved(bool Finished, AlertForm Typed, string? Merged);
