using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.People;

/// <summary>What a person enters to change the own password (docs/rules.md, "Own account").</summary>
public sealed record PasswordForm(string? Current, string? Password, string? Again)
{
    /// <summary>The shape alone: nothing of it tells whether the current one is right.</summary>
    public IEnumerable<Refusal> Check(int minLength)
    {
        if (string.IsNullOrEmpty(Current))
            yield return new("required", "current");
        if (PersonForm.CheckPassword(Password, minLength) is { } weak)
            yield return weak;
        else if (Password == Current)
            yield return new("person.password_same", "password");
        else if (string.IsNullOrEmpty(Again))
            yield return new("required", "again");
        else if (Again != Password)
            yield return new("person.password_differs", "again");
    }
}
