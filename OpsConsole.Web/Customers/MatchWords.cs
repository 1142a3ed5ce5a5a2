using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Customers;

/// <summary>Why somebody may be the customer that is meant, in the reader's words.</summary>
public sealed class MatchWords(IStringLocalizer<CustomerTexts> text)
{
    public string this[MatchReason reason] => text["Match." + Codes.Of(reason)];
}
