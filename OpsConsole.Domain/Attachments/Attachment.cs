using System.Buffers.Text;
using System.Security.Cryptography;

namespace OpsConsole.Domain.Attachments;

/// <summary>A file that somebody added to a case; its bytes lie in storage under a name that nobody typed (docs/rules.md, "Attachments").</summary>
public sealed class Attachment
{
    /// <summary>128 random bits: found by whoever has it and sees its case.</summary>
    public required string Id { get; init; }

    /// <summary>Another one's after a merge.</summary>
    public long CaseId { get; init; }

    /// <summary>As it was sent, without what is no part of a name.</summary>
    public required string FileName { get; init; }
    public required string MediaType { get; init; }
    public long Size { get; init; }
    public required string Sha256 { get; init; }

    /// <summary>The name in storage, never the id.</summary>
    public required string StoredName { get; init; }
    public int ById { get; init; }
    public DateTime At { get; init; }

    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}

/// <summary>A file that lies in storage, whole and looked at, and is to be added to a case.</summary>
public sealed record StoredFile(string FileName, string MediaType, long Size, string Sha256, string StoredName);

/// <summary>An attachment as pages and the API show it.</summary>
/// <param name="Number">The case that it belongs to now.</param>
public sealed record AttachmentView(string Id, string Number, string FileName, string MediaType, long Size, string Sha256, int ById, string? ByName, DateTime At);

/// <summary>How many attachments there may be; how large and of which types each may be is asked where the bytes come in.</summary>
public sealed record AttachmentQuota(int PerCase, int PerPersonDay)
{
    public static readonly AttachmentQuota Default = new(200, 1_000);
}
