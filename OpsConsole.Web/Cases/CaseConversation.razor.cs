using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;
using OpsConsole.Web.Controls;

namespace OpsConsole.Web.Cases;

/// <summary>What was said with the customer: messages, attempts and notes, the newest at the end. What comes in while somebody reads is put under a line that says so.</summary>
public sealed partial class CaseConversation
{
    /// <summary>Newest first, as they are read.</summary>
    private List<ConversationEntry>? _entries;
    private long? _older, _firstNew;
    private (long Version, int Heard) _read = (-1, 0);

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    /// <summary>Rises with everything that is heard of the case: how a message fares is no change of it.</summary>
    [Parameter]
    public int Heard { get; set; }

    [Parameter]
    public bool Works { get; set; }

    [Inject]
    private CaseCommands Service { get; set; } = default!;

    [Inject]
    private RefusalWords Words { get; set; } = default!;

    [Inject]
    private Shell.Toasts Toasts { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        if ((Case.Row.Version, Heard) == _read)
            return;
        _read = (Case.Row.Version, Heard);
        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        if (await Service.ConversationAsync(Case.Number, null, CancellationToken.None) is not { } piece)
            return;
        var known = _entries;
        if (known is null || piece.Entries.Count == 0 || known.All(e => e.Place < piece.Entries[^1].Place))       // nothing in common: from the top again
        {
            (_entries, _older) = ([.. piece.Entries], piece.Older);
            return;
        }
        var newest = known.Count > 0 ? known[0].Place : 0;
        _firstNew ??= piece.Entries.Where(e => e.Place > newest && IsIncoming(e)).Select(e => (long?)e.Place).Min();
        _entries = [.. piece.Entries, .. known.Where(e => e.Place < piece.Entries[^1].Place)];
    }

    private async Task OlderAsync()
    {
        if (_entries is null || await Service.ConversationAsync(Case.Number, _older, CancellationToken.None) is not { } piece)
            return;
        _entries = [.. _entries, .. piece.Entries];
        _older = piece.Older;
    }

    private async Task RetryAsync(string message)
    {
        var outcome = await Service.RetryMessageAsync(Case.Number, message, CancellationToken.None);
        Toasts.Show(outcome is Outcome.Done ? L["Toast.Retrying"] : Words.Of(outcome));
        await ReadAsync();
    }

    private DateOnly Day(ConversationEntry entry) => Case.Time.Day(entry.At);

    private string Who(ConversationEntry entry, MessageView message) => message.Direction == MessageDirection.Out ? entry.ByName ?? "" : Case.Row.CustomerName ?? message.ContactPoint;

    private static bool IsIncoming(ConversationEntry entry) => entry.Message?.Direction == MessageDirection.In;

    private static string StateGlyph(MessageState state) => state switch
    {
        MessageState.Queued or MessageState.Sending => "schedule",
        MessageState.Sent => "done",
        MessageState.Delivered or MessageState.Received => "done_all",
        MessageState.Failed => "error",
    };

    private static string AttemptGlyph(AttemptResult result) => result switch
    {
        AttemptResult.Effective => "phone_in_talk",
        AttemptResult.NoAnswer => "phone_missed",
        AttemptResult.PhoneOff => "phone_disabled",
        AttemptResult.RefusesCalls => "call_end",
    };
}
