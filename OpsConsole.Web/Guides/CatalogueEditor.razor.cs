using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Guides;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Retention;
using OpsConsole.Web.Controls;
using OpsConsole.Web.Shell;

namespace OpsConsole.Web.Guides;

/// <summary>The states of a retention campaign with their motives, and the one that is edited.</summary>
public sealed partial class CatalogueEditor
{
    private List<StateDraft> _states = [];
    private StateDraft? _state;
    private MotiveDraft? _motive;
    private string _type = "";
    private int _last, _turn;

    [Parameter, EditorRequired]
    public required Campaign Campaign { get; set; }

    [Parameter, EditorRequired]
    public required SampleCase Sample { get; set; }

    protected override void OnInitialized()
    {
        base.OnInitialized();
        _type = Begin.ComplaintType;
        _states = [.. Begin.States.Select(state => new StateDraft(++_last, state, () => ++_last))];
        (_state, _motive) = (_states.FirstOrDefault(), _states.FirstOrDefault()?.Motives.FirstOrDefault());
    }

    /// <summary>Its boxes are made anew with what stands in it.</summary>
    private void Show(StateDraft? state, MotiveDraft? motive)
    {
        state?.Begin();
        motive?.Begin();
        (_state, _motive) = (state, motive);
        _turn++;
    }

    private Task AddStateAsync()
    {
        var state = new StateDraft(++_last, new("", "", Final: true, [], RetentionResult.NotApplicable), () => ++_last);
        _states.Add(state);
        Show(state, null);
        Focus = "state-label";
        return SayAsync();
    }

    private Task AddMotiveAsync(StateDraft state)
    {
        var motive = new MotiveDraft(++_last, new("", "", Motive.Attended, 1) { Texts = [new("")] }, () => ++_last);
        state.Motives.Add(motive);
        Show(state, motive);
        Focus = "motive-label";
        return SayAsync();
    }

    private Task RemoveAsync(StateDraft state)
    {
        var at = _states.IndexOf(state);
        _states.Remove(state);
        Show(_states.ElementAtOrDefault(Math.Min(at, _states.Count - 1)), null);
        Focus = _state is null ? "state-add" : Id("state", _state.Id);
        return RemovedAsync(state.Label, () =>
        {
            _states.Insert(Math.Min(at, _states.Count), state);
            Show(state, null);
        });
    }

    private Task RemoveAsync(StateDraft state, MotiveDraft motive)
    {
        var at = state.Motives.IndexOf(motive);
        state.Motives.Remove(motive);
        Show(state, state.Motives.ElementAtOrDefault(Math.Min(at, state.Motives.Count - 1)));
        Focus = _motive is null ? Id("state", state.Id) : Id("motive", _motive.Id);
        return RemovedAsync(motive.Label, () =>
        {
            state.Motives.Insert(Math.Min(at, state.Motives.Count), motive);
            Show(_states.Contains(state) ? state : null, _states.Contains(state) ? motive : null);
        });
    }

    private Task RemovedAsync(string label, Action putBack)
    {
        Removed.Offer(L["Removed", label], () =>
        {
            putBack();
            return SayAsync();
        });
        return SayAsync();
    }

    private Task ShiftAsync<T>(List<T> among, T one, int by)
    {
        var to = among.IndexOf(one) + by;
        if (to < 0 || to >= among.Count)
            return Task.CompletedTask;
        among.Remove(one);
        among.Insert(to, one);
        return SayAsync();
    }

    /// <summary>A state that becomes final needs a place in the figures.</summary>
    private static void Close(StateDraft state, bool final) =>
        (state.Final, state.Outcome) = (final, final && state.Outcome == RetentionResult.Open ? RetentionResult.NotApplicable : state.Outcome);

    private Task SetAsync(Action set)
    {
        set();
        return SayAsync();
    }

    private Task SayAsync()
    {
        StateHasChanged();
        return OnChanged.InvokeAsync(new CatalogueGuide(_type, [.. _states.Select(state => state.State)]));
    }

    private string Named(string label) => label.Length > 0 ? label : L["Template.Unnamed"];

    private string Place(StateDraft state) => string.Create(CultureInfo.InvariantCulture, $"states.{_states.IndexOf(state)}");

    private string Place(StateDraft state, MotiveDraft motive) => string.Create(CultureInfo.InvariantCulture, $"{Place(state)}.motives.{state.Motives.IndexOf(motive)}");

    /// <param name="own">Without what is wrong with the motives below.</param>
    private bool IsWrong(string place, bool own = false) =>
        Problems.Any(p => p.Field == place || (p.Field?.StartsWith(place + ".", StringComparison.Ordinal) is true && !(own && p.Field.StartsWith(place + ".motives.", StringComparison.Ordinal))));

    private static string Id(string of, int id) => string.Create(CultureInfo.InvariantCulture, $"{of}-{id}");

    private static string Text(ChangeEventArgs e) => e.Value as string ?? "";
}
