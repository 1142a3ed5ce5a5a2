using Microsoft.Extensions.Localization;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Web.Cases;

/// <summary>What others save while somebody types here: what does not overlap merges by itself, the rest is asked.</summary>
public sealed partial class AlertWork
{
    private readonly SemaphoreSlim _rebasing = new(1);
    private IReadOnlyList<AlertClash> _clashing = [];
    private IReadOnlyList<AlertClash>? _asking;
    private string? _clashBy;
    private DateTime? _clashAt;
    private string? _merged;
    private bool _finishing;

    /// <summary>Somebody changed the alert while the page is open: fields that are not being worked on here show it at once.</summary>
    private async Task RebaseAsync()
    {
        await _rebasing.WaitAsync();
        try
        {
            if (Alert.Row.Version == _typing.Seen)
                return;
            _typing.Take(await _script.AskAsync<string>("read"));
            _clashBy = ChangedBy;
            await ShowAsync(_typing.Texts(), _typing.Rebase(Alert));
        }
        finally
        {
            _rebasing.Release();
        }
    }

    /// <summary>The save met a newer version. True: merged without asking, save again. False: the person is asked, or it was finished by somebody else.</summary>
    private async Task<bool> MergedAsync(Outcome.Conflict conflict)
    {
        if (await Reload() is not { IsCompleted: false } now)
        {
            await KeepTypedAsync();
            await Reload();
            return false;
        }
        Alert = now;
        var before = _typing.Texts();
        var merge = _typing.Rebase(now);
        (_clashBy, _clashAt) = (conflict.ChangedBy, conflict.ChangedAt);
        await ShowAsync(before, merge);
        _merged = merge.Taken.Count > 0 ? L["MergedFields", conflict.ChangedBy ?? L["SomebodyElse"].Value, Names(merge.Taken)].Value : _merged;
        if (merge.Clashes.Count == 0)
            return true;
        _asking = merge.Clashes;
        return false;
    }

    private async Task ShowAsync(Dictionary<string, string> before, AlertMerge merge)
    {
        _clashing = merge.Clashes;
        var after = _typing.Texts();
        if (merge.Taken.Count > 0)
            await _script.AskAsync<string[]>("set", (object)merge.Taken.Select(f => new { name = f, expected = before[f], value = after[f] }).ToArray());
        await _script.CallAsync("rebase", StartJson(), _typing.Version);
        Look();
    }

    private void ChooseAsync() => _asking = _clashing;

    /// <summary>Esc, or "Seguir editando": everything stays as it was typed.</summary>
    private async Task KeepWriting()
    {
        _asking = null;
        await _script.CallAsync("resume");
    }

    private async Task ChosenAsync(IReadOnlyDictionary<string, string?> chosen)
    {
        var (before, form) = (_typing.Texts(), _typing.Typed);
        foreach (var (field, value) in chosen)
            form = AlertFields.Of(field).Set(form, value);
        _typing.Choose(form, AlertForm.Of(Alert.Row), Alert.Row.Version);
        (_asking, _clashing) = (null, []);
        var after = _typing.Texts();
        await _script.AskAsync<string[]>("set", (object)chosen.Keys.Select(f => new { name = f, expected = before[f], value = after[f] }).ToArray());
        await _script.CallAsync("rebase", StartJson(), _typing.Version);
        await SaveAsync(_finishing);
    }

    private string Names(IEnumerable<string> fields) => string.Join(", ", fields.Select(f => L["Field." + f].Value.ToLowerInvariant()));

    private string Joint(int index) => index == 0 ? " " : index == _missing.Count - 1 ? L["And"] : ", ";

    private LocalizedString MissingWords(Refusal missing) => missing switch
    {
        { Code: "finish.attempts_missing", Have: var have, Need: var need } => Attempts(have ?? 0, need ?? 0),
        { Code: "too_short", Have: var have, Need: var need } => L["Missing.TooShort", (need ?? 0) - (have ?? 0)],
        { Code: "finish.role" } => L["FinishRole"],
        { Field: { } field } => L["Missing." + field],
        _ => L["Missing.other"],
    };

    private LocalizedString Attempts(int have, int need)
    {
        if (Alert.Settings.Contact(_typing.Typed.ContactType) is { Reached: true } contact)
            return L["Missing.Attempt", contact.Label];
        return need - have == 1 ? L["Missing.AttemptToday"] : L["Missing.AttemptsToday", need - have];
    }

    /// <summary>Why attempts are asked for: "«No contesta» pide tres el mismo día".</summary>
    private string? ProtocolWords => _missing.FirstOrDefault(m => m.Code == "finish.attempts_missing") is { Need: { } need } && Alert.Settings.Contact(_typing.Typed.ContactType) is { Reached: false } contact
        ? L["Missing.Protocol", contact.Label, need].Value
        : null;
}
