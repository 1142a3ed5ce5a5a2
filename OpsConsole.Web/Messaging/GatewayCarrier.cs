using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;
using OpsConsole.Web.Api;

namespace OpsConsole.Web.Messaging;

/// <summary>SMS and WhatsApp by one signed POST each. The message's id is the key by which the gateway knows a repetition (docs/rules.md, "Conversation").</summary>
public sealed class GatewayCarrier(IOptions<GatewayOptions> options, TimeProvider clock) : IMessageCarrier, IDisposable
{
    private const int LongestAnswer = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Only ever to the configured address: a redirect is an answer like any other.</summary>
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        MaxResponseContentBufferSize = LongestAnswer,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public bool Carries(AttemptChannel channel) => channel is AttemptChannel.Sms or AttemptChannel.Whatsapp;

    public IReadOnlyList<Refusal> Lacks =>
    [
        .. string.IsNullOrWhiteSpace(options.Value.Url) ? [new Refusal("delivery.gateway_url_missing", "channel")] : Array.Empty<Refusal>(),
        .. string.IsNullOrWhiteSpace(options.Value.Secret) ? [new Refusal("delivery.gateway_secret_missing", "channel")] : Array.Empty<Refusal>(),
    ];

    public async Task<Handover> HandOverAsync(OutgoingMessage message)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { id = message.Id, channel = Codes.Of(message.Channel), to = message.Address, text = message.Text }, ApiAnswer.Options);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json, "utf-8");
        request.Headers.Add(GatewaySignature.Header, GatewaySignature.Of(body, options.Value.Secret!, clock.GetUtcNow()));
        request.Headers.Add(Idempotency.Header, message.Id);
        using var patience = new CancellationTokenSource(Patience, clock);
        try
        {
            using var answer = await _http.SendAsync(request, patience.Token);
            return Read(answer.StatusCode, await answer.Content.ReadAsStringAsync(patience.Token));
        }
        catch (OperationCanceledException)
        {
            return new Handover.Later("delivery.gateway_silent");
        }
        catch (HttpRequestException)
        {
            return new Handover.Later("delivery.gateway_unreachable");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>2xx: it has it. What it refuses as such it would refuse again; when it only cannot do it now, it is asked again.</summary>
    private static Handover Read(HttpStatusCode status, string text)
    {
        var detail = $"HTTP {(int)status}" + (text.Length == 0 ? "" : $": {text}");
        return status switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => Accepted(text),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new Handover.Later("delivery.gateway_sign_in", detail),
            HttpStatusCode.BadRequest or HttpStatusCode.Gone or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity => new Handover.Refused("delivery.gateway_refused", detail),
            _ => new Handover.Later("delivery.gateway_busy", detail),
        };
    }

    /// <summary>It may say at once what it calls the message, and that it arrived; it need not say anything.</summary>
    private static Handover.Accepted Accepted(string text)
    {
        try
        {
            var said = JsonSerializer.Deserialize<GatewayAnswer>(text, JsonSerializerOptions.Web);
            return new(said?.Id is { Length: <= MessageRules.ProviderIdMax } id && TextRules.IsStorable(id) ? id : null, said?.State == "delivered");
        }
        catch (JsonException)
        {
            return new();
        }
    }

    private sealed record GatewayAnswer(string? Id, string? State);
}
