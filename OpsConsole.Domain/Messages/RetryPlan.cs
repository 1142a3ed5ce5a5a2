namespace OpsConsole.Domain.Messages;

/// <summary>The growing pauses between the tries of one message (docs/rules.md, "Conversation").</summary>
public static class RetryPlan
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    public static int Tries => Pauses.Length + 1;

    /// <summary>How long to wait after so many tries; null: that was the last.</summary>
    public static TimeSpan? After(int tries) => tries >= 1 && tries <= Pauses.Length ? Pauses[tries - 1] : null;
}
