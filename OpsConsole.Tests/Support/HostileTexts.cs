namespace OpsConsole.Tests.Support;

/// <summary>Texts that break programs: odd but honest ones that must come back as they were typed, and scripts that must never run (promises B1, B2).</summary>
internal static class HostileTexts
{
    /// <summary>By kind, after the lists that testers share: reserved words, numbers, blanks, scripts of the world, marks, injections, names of devices.</summary>
    public static IReadOnlyList<string> Odd { get; } =
    [
        // words and numbers that programs take for something else
        "undefined", "null", "NULL", "(null)", "nil", "None", "true", "False", "NaN", "-Infinity", "0", "-0", "1.00", "1E+02", "0x7F", "١٢٣", "1/0", "00123456", "+51987654321", "1,000.00", "1'000,50", "2026-02-30",
        // blanks and invisible characters
        "a\tb", "a\u00A0b", "a\u2003b", "a\u200Bb", "\u200Bempieza invisible", "termina invisible\u200D", "\uFEFFcon marca", "a\u00ADb", "a\u2028b", "a\u2029b", "a\u0085b", "a\u180Eb", "\u2060\u2061\u2062", "a\u0007b", "a\u001Bb", "a\u007Fb",
        // letters of the world, twins in both normal forms, marks, directions
        "ñandú", "n\u0303andu\u0301", "Ñuñoa", "İstanbul", "ıi", "ß", "ﬁn", "Ⅷ", "田中さんにあげて下さい", "社會科學院語學研究所", "울란바토르", "표", "صفحة", "הָיְתָה", "مُنَاقَشَةُ", "\u202Etxe.gpj", "\u2066a\u2069b", "‫test‫", "Ṫ̖͖́o̕ ͇̜̗̪̱̪ḯn̓voke", "ﷺ", "𝕿𝖍𝖊 𝖖𝖚𝖎𝖈𝖐", "Ｔｈｅ", "⒯⒣⒠", "˙ɐnbᴉlɐ", "Ω≈ç√∫˜µ≤≥÷", "田\uFE00", "👩🏽‍👩🏽‍👧🏽", "🇵🇪🇨🇴", "❤️💔", "1️⃣2️⃣", "(╯°□°）╯︵ ┻━┻", "\U000E0041\U000E0042", "𠜎𠜱",
        // quotes and what command lines, databases and templates read
        "'", "\"", "''", "\"\"", "'\"'", "`", "‘’“”", "\\", "\\\\n", "%s%d%n", "%00", "%2e%2e%2f", "$HOME", "$(touch /tmp/x)", "`touch /tmp/x`", "| cat", "&& exit", "; DROP TABLE \"Cases\"; --", "' OR 1=1 --", "1;SELECT pg_sleep(9)", "%", "_", "[abc]", "*", "NEAR(a b)", "\"a\" OR b*", "{0}", "{{7*7}}", "${7*7}", "#{7*7}", "<%= 7 %>", "@Model", "@base1@", "@{1+1}", "=1+1", "=HYPERLINK(\"x\")", "+1", "-1+1", "@SUM(A1)",
        // paths and devices
        "../../../etc/passwd", "..\\..\\x", "file:///etc/passwd", "C:\\CON", "CON", "NUL", "aux.txt", "LPT1", "\\\\host\\x", "http://a/%%30%30", "javascript:alert(1)", "&lt;b&gt;", "&amp;amp;", "<b>negrita</b>", "</p>", "]]>", "<!-- -->", "\r\nSet-Cookie: x=1", "línea 1\nlínea 2\r\nlínea 3",
    ];

    /// <summary>What no text can be: it is refused with its field.</summary>
    public static IReadOnlyList<string> Unstorable { get; } = ["\0", "a\0b"];

    private const string Run = "top.__pwned=1";

    private static readonly string[] Outs = ["", "\">", "'>", "</title>", "</textarea>", "</script>", "--><!-- ", "</style>", "\\\">"];

    private static readonly string[] Tags =
    [
        $"<script>{Run}</script>", $"<SCRIPT SRC=data:,{Run}></SCRIPT>", $"<img src=x onerror={Run}>", $"<IMG/src=x/onerror={Run}>", $"<svg onload={Run}>", $"<svg><script>{Run}</script></svg>", $"<svg><animate onbegin={Run} attributeName=x dur=1s>",
        $"<iframe src=\"javascript:{Run}\">", $"<iframe srcdoc=\"<script>{Run}</script>\">", $"<a href=\"javascript:{Run}\" autofocus onfocus={Run}>x</a>", $"<details open ontoggle={Run}>", $"<input autofocus onfocus={Run}>", $"<video><source onerror={Run}></video>",
        $"<audio src=x onerror={Run}>", $"<object data=\"javascript:{Run}\">", $"<embed src=\"javascript:{Run}\">", $"<form action=\"javascript:{Run}\"><button autofocus onfocus={Run}>", $"<marquee onstart={Run}>", $"<style>@import 'javascript:{Run}';</style>",
        $"<meta http-equiv=refresh content=\"0;url=javascript:{Run}\">", $"<noscript><p title=\"</noscript><img src=x onerror={Run}>\">", $"<math><mi xlink:href=\"javascript:{Run}\">", $"<base href=\"javascript:{Run}//\">",
    ];

    /// <summary>Two hundred and some ways to have a script run: each sets a mark that a test looks for.</summary>
    public static IReadOnlyList<string> Scripts { get; } =
    [
        .. Outs.SelectMany(o => Tags.Select(t => o + t)),
        $"{{{{constructor.constructor('{Run}')()}}}}", $"${{{Run}}}", $"javascript:{Run}", $"java\tscript:{Run}", $"data:text/html,<script>{Run}</script>", $"'-{Run}-'", $"\\';{Run}//", "<!--Blazor:{\"type\":\"server\",\"prerenderId\":\"x\",\"descriptor\":\"x\"}-->",
    ];
}
