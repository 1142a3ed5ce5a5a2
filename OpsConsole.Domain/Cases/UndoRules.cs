using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Cases;

/// <summary>What undo takes back: the caller's own last command on the case, within the window, if nothing changed since (docs/rules.md, "Undo").</summary>
public static class UndoRules
{
    /// <param name="recent">The newest events of the case, newest first, without those of the console itself.</param>
    public static (IReadOnlyList<CaseEvent> Command, Refusal? Refusal) Find(IReadOnlyList<CaseEvent> recent, Actor actor, DateTime now)
    {
        if (recent.Count == 0 || recent.All(e => e.Type is CaseEventType.Created))
            return ([], new("undo.nothing"));
        var last = recent[0];
        if (last.ById != actor.Id)
            return ([], new(recent.Any(e => e.ById == actor.Id && CaseEventType.IsUndoable(e.Type)) ? "undo.changed_since" : "undo.not_yours"));
        if (!CaseEventType.IsUndoable(last.Type))
            return ([], new("undo.nothing"));
        if (now - last.At > CaseEventType.UndoWindow(last.Type))
            return ([], new("undo.expired"));
        return ([.. recent.TakeWhile(e => e.CommandId == last.CommandId)], null);
    }
}
