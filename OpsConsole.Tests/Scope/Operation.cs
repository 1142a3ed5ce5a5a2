using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;

namespace OpsConsole.Tests.Scope;

/// <summary>What a caller learns before any rule of the case itself is looked at.</summary>
public enum Answer
{
    Allowed,
    Forbidden,
    Missing,
    SignedOut,
}

/// <summary>What the question is about: a case of this branch, asked by somebody who belongs to <see cref="Organisation.Home"/>.</summary>
public sealed record Question(TestDatabase Database, Organisation Organisation, Actor Actor, string Branch, string Number)
{
    public T Get<T>() where T : notnull => Database.Get<T>();
}

/// <summary>One public method of a desk or of queries: who may use it, whether it looks at a case's place, and how it is asked.</summary>
public sealed record Operation(string Name, Role[] May, bool OfCase, Func<Question, Task<object?>> Ask)
{
    public static readonly Role[] Everybody = Enum.GetValues<Role>();
    public static readonly Role[] Workers = [.. Everybody.Except([Role.Administrator])];

    /// <summary>A method that concerns one case or a list of cases.</summary>
    public static Operation Case(string name, Role[] may, Func<Question, Task<object?>> ask) => new(name, may, true, ask);

    /// <summary>A method that concerns the installation: people, campaigns, settings.</summary>
    public static Operation Console(string name, Role[] may, Func<Question, Task<object?>> ask) => new(name, may, false, ask);

    public Answer Expected(Role role, string branch)
    {
        if (OfCase && !Sees(role, branch))
            return Answer.Missing;
        return May.Contains(role) ? Answer.Allowed : Answer.Forbidden;
    }

    /// <summary>Written from the table of roles in the specification, not from CaseScope.</summary>
    public static bool Sees(Role role, string branch) => role switch
    {
        Role.Agent or Role.BranchHead => branch == Organisation.Home,
        Role.RegionalSupervisor => branch is Organisation.Home or Organisation.Sister,
        Role.BackOffice or Role.ExperienceAnalyst or Role.Administrator => true,
    };

    /// <summary>Past scope and role, whatever the rules then say, counts as allowed.</summary>
    public static Answer Read(object? result) => result switch
    {
        null or Outcome.Missing or false => Answer.Missing,
        Outcome.Forbidden => Answer.Forbidden,
        Outcome.SignedOut => Answer.SignedOut,
        _ => Answer.Allowed,
    };
}
