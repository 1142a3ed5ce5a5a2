using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Guides;

/// <summary>The tree of dispositions as an outline that keys, buttons and the mouse edit; what is wrong stands beside its line.</summary>
public sealed partial class TreeEditor : IAsyncDisposable
{
    private static readonly (string Verb, string Icon)[] Tools =
        [("up", "arrow_upward"), ("down", "arrow_downward"), ("out", "arrow_back"), ("in", "arrow_forward"), ("below", "account_tree"), ("add", "add"), ("remove", "delete")];

    private ElementReference _list;
    private GuideScript _script = default!;
    private DotNetObjectReference<TreeEditor>? _self;
    private TreeOutline _outline = default!;
    private TreeNode? _active, _fresh;
    private string? _title, _titleStart, _focus, _from;
    private PutBack _removed = default!;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private Toasts Toasts { get; set; } = default!;

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    /// <summary>A key or a button on a line. What stands in its box comes along: it may not have been sent yet.</summary>
    [JSInvokable]
    public async Task DoAsync(string id, string verb, string? label)
    {
        if (_outline.Find(id) is not { } node)
            return;
        if (label is not null)
            node.Label = label;
        var focus = node;
        var moved = verb switch
        {
            "up" => _outline.Shift(node, -1),
            "down" => _outline.Shift(node, 1),
            "in" => _outline.PushIn(node),
            "out" => _outline.PullOut(node),
            _ => true,
        };
        if (verb is "add" or "below")
            focus = _fresh = verb == "add" ? _outline.AddAfter(node) : _outline.AddBelow(node);
        if (verb == "remove")
            focus = Remove(node);
        if (!moved)
            return;
        (_active, _focus, _from) = (focus, focus is null ? "tree-add" : IdOf(focus), IdOf(node));
        await SayAsync();
    }

    [JSInvokable]
    public async Task DropAsync(string id, string target, string place)
    {
        if (_outline.Find(id) is { } node && _outline.Find(target) is { } at && Enum.TryParse<TreePlace>(place, ignoreCase: true, out var where) && _outline.Drop(node, at, where))
        {
            (_active, _focus) = (node, IdOf(node));
            await SayAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _removed.Dispose();
        await _script.DisposeAsync();
        _self?.Dispose();
    }

    protected override void OnInitialized()
    {
        _removed = new(Toasts, Clock);
        _script = new(Js);
        (_outline, _title, _titleStart) = (new(Begin.Tree), Begin.Title, Begin.Title);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            await _script.LoadAsync(Assets);
            await _script.CallAsync("outline", _list, _self);
        }
        if (_focus is { } id)
        {
            var from = _from;
            (_focus, _from) = (null, null);
            await Js.InvokeVoidAsync("oc.follow", id, from);
        }
    }

    private TreeNode? Remove(TreeNode node)
    {
        var neighbour = _outline.Neighbour(node);
        var putBack = _outline.Remove(node);
        if (node.Label.Length > 0 || node.Below.Count > 0)
            _removed.Offer(L["Removed", node.Label], async () =>
            {
                putBack();
                (_active, _focus) = (node, IdOf(node));
                await SayAsync();
            });
        return neighbour is not null && _outline.Find(neighbour.Id) is not null ? neighbour : null;
    }

    private Task AddLastAsync()
    {
        _active = _fresh = _outline.AddAfter(null);
        _focus = IdOf(_active);
        return SayAsync();
    }

    private void Activate(TreeNode node)
    {
        if (_fresh != node)
            _fresh = null;
        _active = node;
    }

    private Task NameAsync(TreeNode node, string? label)
    {
        node.Label = label ?? "";
        return SayAsync();
    }

    private Task NeedAsync(TreeNode node, bool needs)
    {
        node.NeedsNext = needs;
        return SayAsync();
    }

    private Task TitleAsync(string? title)
    {
        _title = title;
        return SayAsync();
    }

    private Task SayAsync()
    {
        StateHasChanged();
        return OnChanged.InvokeAsync(new DispositionGuide(_title, _outline.Tree));
    }

    private static string IdOf(TreeNode node) => "choice-" + node.Id;
}
