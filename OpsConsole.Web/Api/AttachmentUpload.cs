using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Attachments;

namespace OpsConsole.Web.Api;

/// <summary>Takes the one file of a request as it comes: it goes to storage block by block, and what may not stay is refused before the rest of it is read.</summary>
internal static class AttachmentUpload
{
    /// <summary>What a request holds beside the file: boundaries, headers, a few small fields.</summary>
    private const int Around = 1 << 16, MostParts = 20;

    public static async Task<(StoredFile? Kept, Refusal? Refusal, int Status)> ReadAsync(HttpContext http, AttachmentStore store, AttachmentOptions limits, CancellationToken ct)
    {
        if (MultipartUpload.BoundaryOf(http.Request) is not { } boundary)
            return (null, new("attachment.not_multipart"), StatusCodes.Status415UnsupportedMediaType);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limits.MaxBytes + Around;
        StoredFile? kept = null;
        Refusal? refusal = null;
        try
        {
            (kept, refusal) = await ReadAsync(new MultipartReader(boundary, http.Request.Body) { BodyLengthLimit = null }, store, limits, file => kept = file, ct);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            refusal = new("attachment.too_large", "file", Need: limits.MaxMb);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or BadHttpRequestException)
        {
            refusal = new("attachment.cut", "file");
        }
        catch (OperationCanceledException)
        {
            Discard(store, kept);
            throw;
        }
        if (refusal is not null)
            Discard(store, kept);
        return (refusal is null ? kept : null, refusal, StatusOf(refusal));
    }

    private static async Task<(StoredFile? Kept, Refusal? Refusal)> ReadAsync(MultipartReader reader, AttachmentStore store, AttachmentOptions limits, Action<StoredFile> keep, CancellationToken ct)
    {
        StoredFile? kept = null;
        for (var parts = 0; await reader.ReadNextSectionAsync(ct) is { } part; parts++)
        {
            if (parts == MostParts)
                return (kept, new("attachment.one_file", "file"));
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition) || !disposition.IsFileDisposition())
                continue;
            if (kept is not null || HeaderUtilities.RemoveQuotes(disposition.Name).Value != "file")
                return (kept, new("attachment.one_file", "file"));
            var name = FileName.Clean(disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value);
            if (limits.Find(name) is not { } kind)
                return (null, new("attachment.type", "file"));
            (kept, var refusal) = await store.SaveAsync(part.Body, name, kind, ct);
            if (kept is null)
                return (null, refusal);
            keep(kept);
        }
        return kept is null ? (null, new("required", "file")) : (kept, null);
    }

    private static int StatusOf(Refusal? refusal) => refusal?.Code switch
    {
        "attachment.too_large" => StatusCodes.Status413PayloadTooLarge,
        "attachment.type" or "attachment.content" or "attachment.harmful" => StatusCodes.Status415UnsupportedMediaType,
        "attachment.not_stored" => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status400BadRequest,
    };

    private static void Discard(AttachmentStore store, StoredFile? kept)
    {
        if (kept is not null)
            store.Delete(kept.StoredName);
    }
}
