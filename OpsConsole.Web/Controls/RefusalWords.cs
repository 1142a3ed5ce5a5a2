using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Controls;

/// <summary>Turns what the domain refuses into a sentence: what happened, what was kept, what to do.</summary>
public sealed class RefusalWords(IStringLocalizer<Refusals> words)
{
    private const string Other = "other";

    public string this[Refusal refusal] => Of(refusal.Code, refusal.Have, refusal.Need);

    public string Of(string code, int? have = null, int? need = null)
    {
        if (need is null && words[code + ".NoNeed"] is { ResourceNotFound: false } boundless)      // said without a figure where there is none
            return boundless;
        var known = words[code, have ?? 0, need ?? 0, code];
        return known.ResourceNotFound ? words[Other, 0, 0, code] : known;
    }
}
