using Microsoft.AspNetCore.Components;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Messages;

namespace OpsConsole.Web.Cases;

/// <summary>The channels of the campaign and what each needs.</summary>
public sealed partial class CaseReach
{
    private MessageBench? _bench;
    private AttemptChannel _channel = AttemptChannel.Phone;
    private (string?, long) _of;

    [Parameter, EditorRequired]
    public required AlertCase Case { get; set; }

    [Parameter]
    public CustomerView? Customer { get; set; }

    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private CaseCommands Service { get; set; } = default!;

    private int Today => Case.Detail.Attempts.Count(a => Case.Time.Day(a.At) == Case.Time.Today);

    protected override async Task OnParametersSetAsync()
    {
        var of = (Customer?.Id, Customer?.Version ?? 0);
        if (_bench is not null && of == _of)
            return;
        _of = of;
        _bench = await Service.MessageBenchAsync(Case.Number, CancellationToken.None);
        if (_bench is { Channels: [var first, ..] } bench && bench.Channels.All(c => c.Channel != _channel))
            _channel = first.Channel;
    }

    internal static string Glyph(AttemptChannel channel) => channel switch
    {
        AttemptChannel.Phone => "call",
        AttemptChannel.Sms => "sms",
        AttemptChannel.Whatsapp => "forum",
        AttemptChannel.Email => "mail",
    };
}
