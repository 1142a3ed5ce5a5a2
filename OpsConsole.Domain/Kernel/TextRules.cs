namespace OpsConsole.Domain.Kernel;

/// <summary>Texts that can be stored as they are in both databases: no NUL, no lone surrogate (docs/rules.md, "Texts").</summary>
public static class TextRules
{
    public const int NoteMax = 4_000, ReasonMax = 1_000, ContactPointMax = 200;

    public static bool IsStorable(string? text)
    {
        if (text is null)
            return true;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]))
                return false;
            if (char.IsHighSurrogate(text[i]))
            {
                if (++i == text.Length || !char.IsLowSurrogate(text[i]))
                    return false;
            }
        }
        return true;
    }

    /// <summary>The one refusal a compulsory text earns, or null: required, too_long, or text.invalid.</summary>
    public static Refusal? Check(string? text, string field, int max, bool required = true) =>
        required && string.IsNullOrWhiteSpace(text) ? new("required", field)
        : text?.Length > max ? new("too_long", field, text.Length, max)
        : IsStorable(text) ? null : new("text.invalid", field);
}
