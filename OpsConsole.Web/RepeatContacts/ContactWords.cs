using System.Globalization;
using Microsoft.Extensions.Localization;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.RepeatContacts;

/// <summary>Says in the reader's language why a contact or a customer is marked: "4.º contacto en 7 días, 3 por Visitas técnicas".</summary>
public sealed class ContactWords(IStringLocalizer<ContactTexts> texts)
{
    public string Of(ContactReason reason) => !reason.IsRecurrent ? texts["Repeat", reason.Same, reason.About!, Days(reason.SameDays)]
        : !reason.IsRepeat ? texts["Nth", Ordinal(reason.Contacts), Days(reason.Days)]
        : reason.Days == reason.SameDays ? texts["NthSame", Ordinal(reason.Contacts), Days(reason.Days), reason.Same, reason.About!]
        : texts["NthOther", Ordinal(reason.Contacts), Days(reason.Days), reason.Same, reason.About!, Days(reason.SameDays)];

    public string Mark(ContactReason reason) => texts[reason is { IsRecurrent: true, IsRepeat: true } ? "Mark.Both" : reason.IsRecurrent ? "Mark.Recurrent" : "Mark.Repeat"];

    public string Of(RepeatThresholds thresholds) => texts["Said", thresholds.Recurrent.Contacts, Days(thresholds.Recurrent.Days), thresholds.Repeat.Contacts, Days(thresholds.Repeat.Days)];

    private string Days(int days) => days == 1 ? texts["Day"] : texts["Days", days];

    /// <summary>Both languages write 1st and 3rd their own way, and 11th and 13th another.</summary>
    private string Ordinal(int number) => texts["Ordinal." + ((number % 100, number % 10) switch
    {
        (13, _) => "13",
        (11 or 12, _) => "n",
        (_, 1 or 2 or 3) => (number % 10).ToString(CultureInfo.InvariantCulture),
        _ => "n",
    }), number];
}
