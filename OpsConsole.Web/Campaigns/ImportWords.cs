using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Imports;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Campaigns;

/// <summary>Says what is wrong with a file or a row in the reader's language: what happened and what to do.</summary>
public sealed class ImportWords(IStringLocalizer<ImportTexts> texts)
{
    /// <summary>Codes whose last particular may be unknown have a sentence without it.</summary>
    private const string Unknown = ".none";

    public string Of(FileFault fault) => Words("Fault." + fault.Code, fault.Args);

    public string Of(ImportProblem problem) => Words("Row." + problem.Code, problem.Args);

    public string Of(ImportNotice notice) => texts["Notice." + notice.Code, string.Join(", ", notice.Args.Select(arg => arg[(arg.IndexOf(':') + 1)..]))];

    public string Reason(string code) => Words("Row." + code, []);

    /// <summary>The reason in two or three words, for a label.</summary>
    public string Short(string code) => texts["Short." + code[..(code.IndexOf('.') is > 0 and var dot ? dot : code.Length)]];

    private string Words(string key, IReadOnlyList<string> args)
    {
        var said = texts[args is [.., ""] ? key + Unknown : key, [.. args, "", "", ""]];
        return said.ResourceNotFound ? texts[key, [.. args, "", "", ""]] : said;
    }
}
