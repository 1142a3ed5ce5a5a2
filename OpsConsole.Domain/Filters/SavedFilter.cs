using System.Buffers.Text;
using System.Security.Cryptography;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Filters;

/// <summary>A filter that has an address: saved under a name, or applied without saving (docs/rules.md, "Saved filters").</summary>
public sealed class SavedFilter
{
    public const int NameMax = 80, MostNamed = 100, MostUnnamed = 200;

    /// <summary>Random, 128 bits: whoever was not given it cannot guess it.</summary>
    public string Id { get; init; } = NewId();
    public int CampaignId { get; init; }
    public int OwnerId { get; init; }
    public OpsUser? Owner { get; init; }

    /// <summary>Null: applied without saving; it opens for whoever has its address, under that person's scope.</summary>
    public string? Name { get; set; }

    /// <summary>The tree as JSON; read again and checked each time it is used.</summary>
    public required string Tree { get; set; }

    /// <summary>Sort and columns as JSON lists; null where the filter brings none.</summary>
    public string? Sorts { get; set; }
    public string? Columns { get; set; }
    public List<SavedFilterShare> Shares { get; } = [];
    public DateTime CreatedAt { get; init; }
    public DateTime ChangedAt { get; set; }

    /// <summary>Deleted at this time; who did it can take that back.</summary>
    public DateTime? RemovedAt { get; set; }
    public int? RemovedById { get; set; }
    public long Version { get; set; }

    public static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}

/// <summary>Everybody of a role, or everybody of a branch.</summary>
public sealed class SavedFilterShare
{
    public long Id { get; init; }
    public required string FilterId { get; init; }
    public Role? Role { get; init; }
    public int? BranchId { get; init; }
}

/// <summary>The filter that a person's grid of a campaign opens with.</summary>
public sealed class FilterDefault
{
    public int UserId { get; init; }
    public int CampaignId { get; init; }
    public required string FilterId { get; set; }
}

/// <summary>What a person is building and has not applied (docs/rules.md, "Drafts").</summary>
public sealed class FilterDraft
{
    public const int MaxLength = 400_000;

    public int UserId { get; init; }
    public int CampaignId { get; init; }

    /// <summary>What the builder holds, unfinished conditions included, as JSON.</summary>
    public required string Content { get; set; }
    public DateTime SavedAt { get; set; }
}
