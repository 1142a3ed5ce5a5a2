using System.Linq.Expressions;
using OpsConsole.Domain.Cases;

namespace OpsConsole.Domain.Board;

/// <summary>A figure whose cases can be listed.</summary>
public enum FigureKind
{
    Open,
    Unmanaged,
    DueSoon,
    Overdue,
    CompletedToday,

    /// <summary>Completed this week, in time or late, and open ones whose deadline passed this week.</summary>
    Decided,

    /// <summary>The same, of last week.</summary>
    DecidedLastWeek,

    /// <summary>First contacted this week.</summary>
    Contacted,

    /// <summary>Completed this week.</summary>
    Completed,
}

/// <summary>The rows behind a figure: the same words as <see cref="Figures"/>, for the database.</summary>
public static class FigureRows
{
    public static Expression<Func<Case, bool>> Of(FigureKind kind, FigureTimes at)
    {
        var (now, soon, today, week, before) = (at.Now, at.Soon, at.Today, at.Week, at.WeekBefore);
        return kind switch
        {
            FigureKind.Open => c => c.IsOpen,
            FigureKind.Unmanaged => c => c.IsOpen && c.Status == CaseStatus.Unmanaged,
            FigureKind.DueSoon => c => c.IsOpen && c.DueAt >= now && c.DueAt < soon,
            FigureKind.Overdue => c => c.IsOpen && c.DueAt < now,
            FigureKind.CompletedToday => c => c.CompletedAt >= today,
            FigureKind.Decided => c => (c.CompletedAt >= week && c.DueAt != null) || (c.IsOpen && c.DueAt >= week && c.DueAt < now),
            FigureKind.DecidedLastWeek => c => (c.CompletedAt >= before && c.CompletedAt < week && c.DueAt != null) || (c.IsOpen && c.DueAt >= before && c.DueAt < week),
            FigureKind.Contacted => c => (c.IsOpen || c.CompletedAt >= week) && c.Attempts.Any(a => a.At >= week) && !c.Attempts.Any(a => a.At < week),
            FigureKind.Completed => c => c.CompletedAt >= week,
        };
    }
}
