namespace OpsConsole.Domain.Messages;

/// <summary>How many messages a text is for a telephone network: 160 plain characters, 70 where one is not plain, a little less in each of several (docs/rules.md, "Guides").</summary>
public static class SmsLength
{
    private const int Plain = 160, PlainOfMany = 153, Other = 70, OtherOfMany = 67;
    private const string Alphabet = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà", Doubled = "^{}\\[~]|€";

    public static int Parts(string text)
    {
        var isPlain = text.All(c => Alphabet.Contains(c) || Doubled.Contains(c));
        var length = isPlain ? text.Length + text.Count(c => Doubled.Contains(c)) : text.Length;
        var (one, many) = isPlain ? (Plain, PlainOfMany) : (Other, OtherOfMany);
        return length == 0 ? 0 : length <= one ? 1 : ((length - 1) / many) + 1;
    }
}
