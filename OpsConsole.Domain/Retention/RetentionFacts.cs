using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Retention;

/// <summary>What the base says of a service, in the words that conditions ask for (docs/rules.md, "Retention base").</summary>
public static class RetentionFacts
{
    public const string Normal = "normal", Payer = "payer", SharedVirtual = "shared_virtual";
    public const string Television = "television", Internet = "internet", Cdma = "cdma";

    private static readonly char[] Separators = [',', ';', '/', '+', '\n'];

    private static readonly Dictionary<string, string> Words = new()
    {
        ["television"] = Television,
        ["tv"] = Television,
        ["dth"] = Television,
        ["decodificador"] = Television,
        ["decodificadores"] = Television,
        ["internet"] = Internet,
        ["modem"] = Internet,
        ["modems"] = Internet,
        ["gpon"] = Internet,
        ["cdma"] = Cdma,
    };

    /// <summary>Null: none of the three roles. Nothing said is the normal one.</summary>
    public static string? Role(string? text) => string.Join(' ', WordsOf(text ?? "")) switch
    {
        "" or "normal" => Normal,
        "anipagador" or "ani pagador" or Payer => Payer,
        "virtual compartido" or "shared virtual" => SharedVirtual,
        _ => null,
    };

    /// <summary>What has to be handed in: television, internet, cdma, in the order of the text and each once.</summary>
    public static IReadOnlyList<string> Equipment(string? text) => [.. Parts(text).SelectMany(Known).Distinct()];

    /// <summary>Those parts of the text that name no equipment the console knows.</summary>
    internal static IReadOnlyList<string> UnknownEquipment(string? text) => [.. Parts(text).Where(part => !Known(part).Any() && TextFold.Fold(part) is not ("ninguno" or "ninguna" or "no"))];

    private static IEnumerable<string> Known(string part) => WordsOf(part).Select(word => Words.GetValueOrDefault(word)).OfType<string>();

    // "y" parts two words where it stands alone; within one it is a letter.
    private static IEnumerable<string> Parts(string? text) => (text ?? "").Split(Separators).SelectMany(SplitAtAnd).Where(part => part.Length > 0);

    private static string[] SplitAtAnd(string part) => $" {string.Join("  ", part.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))} "
        .Split(" y ", StringSplitOptions.TrimEntries);

    private static string[] WordsOf(string text) => TextFold.Fold(text).Split([' ', '\t', '\r', '\n', '\u00A0', '_', '-', '.', ':', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
}
