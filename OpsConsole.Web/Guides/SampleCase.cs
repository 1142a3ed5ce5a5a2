using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Resources;

namespace OpsConsole.Web.Guides;

/// <summary>Fills the marks of a text with an invented customer, so that one sees how it reads.</summary>
public sealed class SampleCase(Campaign campaign, string writer, IStringLocalizer<GuideTexts> words)
{
    private readonly Dictionary<string, string> _values = campaign.Schema.Of(SchemaField.Base).ToDictionary(f => f.Key, f => words["Sample.Of", f.Name].Value);

    private readonly Dictionary<string, string?> _named = new()
    {
        [CaseMarks.Number] = words["Sample.Number"],
        [CaseMarks.Customer] = words["Sample.Customer"],
        [CaseMarks.FirstName] = words["Sample.FirstName"],
        [CaseMarks.Surname] = words["Sample.Surname"],
        [CaseMarks.Account] = words["Sample.Account"],
        [CaseMarks.Type] = campaign.Settings.CaseTypes is [var first, ..] ? first : null,
        [CaseMarks.Project] = campaign.Name,
        [CaseMarks.Writer] = writer,
    };

    private readonly Dictionary<string, string?> _data = ObservationTemplate.Marks.ToDictionary(mark => mark, mark => (string?)words["SampleData." + mark].Value);

    /// <summary>The text of a motive, as it could read.</summary>
    public string Observation(string text) => ObservationTemplate.Fill(text, _data).Text;

    public string Fill(string text) => CaseMarks.Fill(text, campaign.Schema, _values, _named);
}
