using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Data;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Live;

/// <summary>What somebody searched for, as a hash under a key of the installation: equal terms are equal, and none can be read back (docs/rules.md, "Views of personal data").</summary>
public sealed class SearchedTerms(IDbContextFactory<OpsDbContext> contexts, ICaseLogTransport log)
{
    private const string Setting = "access.key";

    /// <summary>Fewer digits are no document and no phone.</summary>
    private const int Digits = 5, Kept = 16;

    private byte[]? _key;

    /// <summary>Without separators and accents; null where it names nobody.</summary>
    public static string? Normal(string term)
    {
        var normal = string.Concat(TextFold.Fold(term).Where(char.IsLetterOrDigit));
        return normal.Count(char.IsDigit) >= Digits || term.Contains('@') ? normal : null;
    }

    /// <summary>The words of a search box that name somebody, and all of them as one where they are the parts of one number.</summary>
    public static IReadOnlyList<string> In(string? search)
    {
        if (string.IsNullOrWhiteSpace(search))
            return [];
        var whole = search.All(c => !char.IsLetter(c)) ? search : null;
        return [.. search.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Append(whole).OfType<string>().Select(Normal).OfType<string>().Distinct()];
    }

    public async Task<string> HashAsync(string normal, CancellationToken ct)
    {
        _key ??= await KeyAsync(ct);
        return Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(normal)).AsSpan(0, Kept));
    }

    private async Task<byte[]> KeyAsync(CancellationToken ct)
    {
        while (true)
        {
            await using var db = await contexts.CreateDbContextAsync(ct);
            if (await db.Settings.AsNoTracking().Where(s => s.Key == Setting).Select(s => s.Value).SingleOrDefaultAsync(ct) is { } stored)
                return Convert.FromBase64String(stored);
            db.Settings.Add(new() { Key = Setting, Value = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) });
            try
            {
                await log.CommitAsync(db, ct);
            }
            catch (DbUpdateException)       // another node was quicker: its key is everybody's
            {
            }
        }
    }
}
