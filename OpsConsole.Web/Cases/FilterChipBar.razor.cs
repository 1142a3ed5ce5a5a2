using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Filters;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>The applied filter as chips: a click opens it in the builder, the cross takes one part off.</summary>
public sealed partial class FilterChipBar
{
    private IReadOnlyList<FilterChip> _chips = [];
    private FilterWords _words = null!;
    private FilterNode? _tree;

    [Parameter, EditorRequired]
    public required GridFilter Filter { get; set; }

    [Parameter, EditorRequired]
    public required GridAddress Address { get; set; }

    [Parameter, EditorRequired]
    public required Campaign Campaign { get; set; }

    [Parameter, EditorRequired]
    public required TimeZoneInfo Zone { get; set; }

    [Parameter]
    public EventCallback<FilterNode> OnApply { get; set; }

    [Inject]
    private FilterSpeech Speech { get; set; } = null!;

    private string Open => (Address with { Panel = GridAddress.FilterPanel }).Href;

    protected override void OnParametersSet()
    {
        _words ??= Speech.Of(Zone);
        if (ReferenceEquals(_tree, Filter.Applied?.Tree))
            return;
        _tree = Filter.Applied?.Tree;
        _chips = _tree is null ? [] : FilterChips.Of(_tree, FieldCatalog.Of(Campaign), _words);
    }
}
