using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Filters;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>What is half built outlives the window, the session and the server: it is kept a second after the last change and found again on opening.</summary>
public sealed partial class FilterBuilder
{
    private CancellationTokenSource? _keeping;
    private bool _isTouched;
    private string? _recovered;

    private sealed record Kept(string? For, string? Name, JsonElement Tree);

    private async Task<bool> RecoverAsync(FilterBench bench)
    {
        if (await Saved.DraftAsync(Campaign.Code, _actor!, Gone) is not { } draft)
            return false;
        Kept? kept;
        try
        {
            kept = Json.Read<Kept>(draft.Content);
        }
        catch (JsonException)
        {
            return false;
        }
        if (kept is null || kept.For != Filter.Applied?.Id || FilterJson.Read(kept.Tree).Tree is not { } tree)
            return false;
        Take(bench, Filter.Applied);
        bench.Draft = DraftFilter.Of(tree);
        _name = kept.Name ?? "";
        DrawName();
        _recovered = Formats.Moment(draft.SavedAt, Zone);
        return true;
    }

    private async Task KeepSoonAsync()
    {
        _keeping?.Cancel();
        using var keeping = _keeping = CancellationTokenSource.CreateLinkedTokenSource(Gone);
        try
        {
            await Task.Delay(KeepAfter, Clock, keeping.Token);
            await KeepAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
        }
        finally
        {
            if (ReferenceEquals(_keeping, keeping))
                _keeping = null;
        }
    }

    private async Task KeepAsync()
    {
        if (!_isTouched || _bench is null || _actor is null)
            return;
        _isTouched = false;
        await Desk.KeepDraftAsync(Campaign.Code, Json.Write(new Kept(Filter.Applied?.Id, _name, TreeJson)), _actor, CancellationToken.None);
    }

    private async Task DropDraftAsync()
    {
        _keeping?.Cancel();
        _isTouched = false;
        await Desk.KeepDraftAsync(Campaign.Code, null, _actor!, Gone);
    }

    /// <summary>Back to what is stored.</summary>
    private async Task ForgetAsync()
    {
        await DropDraftAsync();
        _recovered = null;
        Take(_bench!, Filter.Applied);
        await CountAsync(TimeSpan.Zero);
    }

    private async Task DiscardAsync()
    {
        await DropDraftAsync();
        await OnGo.InvokeAsync(Closed);
    }
}
