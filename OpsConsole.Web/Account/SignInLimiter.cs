using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace OpsConsole.Web.Account;

/// <summary>How often one address may try to sign in, by page or by API.</summary>
public sealed class SignInLimiter(IOptions<LimitOptions> limits) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetSlidingWindowLimiter(address, _ => new()
        {
            PermitLimit = limits.Value.SignInsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
        }));

    /// <summary>Null when there is room; else how long to wait.</summary>
    public TimeSpan? Refusal(HttpContext http)
    {
        using var lease = _limiter.AttemptAcquire(http.Connection.RemoteIpAddress?.ToString() ?? "");
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();
}
