using System.Text.Json;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Imports;
using OpsConsole.Web.Files;

namespace OpsConsole.Web.Campaigns;

/// <summary>What each column of the upload is; the mapping of last time is proposed where it fits.</summary>
public sealed partial class ImportColumns
{
    private MappingDraft? _draft;
    private FileFault? _fault;
    private IRowSource? _file;
    private ImportMapping _how = new();
    private int? _headerRow;
    private bool _createBranches;
    private bool _allowNoScore;
    private string? _problem;

    [Inject]
    private ImportPeek Peek { get; set; } = default!;

    private string Shape => _file?.Shape switch
    {
        { Format: "xlsx" } xlsx => L["Shape.xlsx", xlsx.Sheet ?? ""],
        { } csv => L["Shape.csv", csv.Encoding ?? "", csv.Delimiter == "\t" ? L["Tab"] : csv.Delimiter ?? ""],
        null => "",
    };

    /// <summary>The columns that files of this kind are known by; null where the campaign's own are meant.</summary>
    private ImportFormat? Format => ImportKind.Format(Import!.Kind, Campaign!.Kind);

    /// <summary>Rows of other kinds belong to no branch.</summary>
    private bool HasPlaces => Import!.Kind is not (ImportKind.Base or ImportKind.Contacts);

    private bool HasBranch => _draft!.Columns.Any(c => c.Target == MappingDraft.BranchTarget(Import!.Kind, Campaign!));

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (IsMissing || Import is null)
            return;
        if (Import is { DryRun: false })
        {
            Navigation.NavigateTo(ImportAddress.Result(Code, Id));
            return;
        }

        (_createBranches, _allowNoScore) = (Import.CreateBranches, Import.AllowNoScore);
        var mapping = Remembered(Import.Mapping);
        (_how, _headerRow) = (mapping with { Columns = null }, mapping.HeaderRow);
        await OpenAsync(mapping);
    }

    private async Task OpenAsync(ImportMapping mapping)
    {
        (_file, _fault) = await Peek.OpenAsync(Import!, mapping, Gone);
        if (_file is null && mapping.HeaderRow is not null && _draft is null)
            (_file, _fault) = await Peek.OpenAsync(Import!, new(), Gone);        // the mapping of last time may stand in the way
        _draft = _file is null ? null : MappingDraft.Of(_file, Campaign!, Import!.Kind, mapping);
    }

    private Task ReadAgainAsync()
    {
        _how = _how with { HeaderRow = _headerRow };
        return OpenAsync(_how);
    }

    private async Task ReviewAsync()
    {
        _problem = null;
        if (_draft!.ToMapping(_how with { HeaderRow = _headerRow }, Import!.Kind, Campaign!) is not { } mapping)
        {
            _problem = L["Columns.values.bad"];
            return;
        }

        if (await DoAsync(actor => Desk.PreviewAsync(Id, new(mapping.ToJson(), _createBranches, _allowNoScore), actor, Gone)))
            Navigation.NavigateTo(ImportAddress.Review(Code, Id));
    }

    private bool IsDate(DraftColumn column) => column.Target == MappingDraft.Target(SchemaField.Meta, SurveyMeta.SurveyedAt)
        || (Format is { } format && format.Moments.Any(field => column.Target == MappingDraft.Target(format.Source, field)))
        || Campaign!.Schema.Fields.Any(f => f.Type == FieldType.Date && column.Target == MappingDraft.Target(f.Source, f.Name));

    /// <summary>Its words are the file's own: the person may say what each means here.</summary>
    private bool IsWorded(DraftColumn column) => Format is { } format
        ? format.Worded.Any(field => column.Target == MappingDraft.Target(format.Source, field))
        : IsScore(column);

    private bool IsScore(DraftColumn column) => column.Target.Length > 0
        && (column.Target == MappingDraft.Target(SchemaField.Survey, Campaign!.Settings.AlertRule.ScoreField) || column.Target == MappingDraft.Target(SchemaField.Survey, Campaign.Settings.AlertRule.SatisfactionField ?? ""));

    private IEnumerable<(string Source, List<(string Value, string Text)> Options)> Targets(DraftColumn column)
    {
        string[] sources = Import!.Kind == ImportKind.Responses ? [SchemaField.Meta, SchemaField.Base, SchemaField.Survey] : [SchemaField.Meta, SchemaField.Base];
        foreach (var source in sources)
        {
            var fields = Names(source).ToList();
            var own = MappingDraft.Target(source, column.Header);
            if (source != SchemaField.Meta && Format?.Named(column.Header) is null && fields.TrueForAll(f => f.Value != own))
                fields.Add((own, L["Columns.new." + source, column.Header]));
            yield return (source, fields);
        }
    }

    private string Group(string source) => (Import!.Kind, source) switch
    {
        (ImportKind.Cases, SchemaField.Meta) => "case",
        (ImportKind.History, SchemaField.Meta) => "event",
        (ImportKind.Escalations, SchemaField.Meta) => "form",
        (ImportKind.Contacts, SchemaField.Meta) => "contact",
        _ => source,
    };

    /// <summary>What a file of this kind fills: first what it is known by, then what the campaign has besides.</summary>
    private IEnumerable<(string Value, string Text)> Names(string source)
    {
        var known = Format is { } format ? format.Columns.Select(name => (format.Source, name)) : [];
        return source == SchemaField.Meta && Format is not null ? known.Select(Option)
            : source == SchemaField.Meta && Import!.Kind == ImportKind.Base ? [Option((source, SurveyMeta.Reference))]
            : Campaign!.Schema.Of(source).Select(f => (source, f.Name)).Except(known).Select(Option);
    }

    private static (string Value, string Text) Option((string Source, string Field) target) => (MappingDraft.Target(target.Source, target.Field), target.Field);

    private static ImportMapping Remembered(string? json)
    {
        try
        {
            return ImportMapping.Parse(json);
        }
        catch (JsonException)
        {
            return new();
        }
    }
}
