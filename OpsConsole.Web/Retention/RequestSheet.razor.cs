using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Cases;

namespace OpsConsole.Web.Retention;

/// <summary>"Solicitud": every column of the request that holds something.</summary>
public sealed partial class RequestSheet
{
    /// <summary>What is looked up in the transactional system.</summary>
    private static readonly string[] Copied = [RetentionColumns.Service, RetentionColumns.Complaint, RetentionColumns.Contract];

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    private IEnumerable<(string Name, string Value, string? Phone)> Lines
    {
        get
        {
            var phones = AlertReading.Phones(Case).DistinctBy(p => p.Column).ToDictionary(p => p.Column, p => p.Dialled);
            return from column in Case.Detail.Campaign.Schema.Of(SchemaField.Base)
                   where column.Name != Case.Settings.BranchColumn && Case.Values.ContainsKey(column.Key)
                   select (column.Name, AlertReading.Shown(column, Case.Values[column.Key]), phones.GetValueOrDefault(column.Name));
        }
    }
}
