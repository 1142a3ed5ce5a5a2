using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Web.Files;

namespace OpsConsole.Web.Api;

/// <summary>What a multipart request brought: the stored file and the text beside it, or why it was not taken.</summary>
public sealed record Received(string? UploadName, string FileName, string? Mapping, Refusal? Refusal = null, int Status = StatusCodes.Status400BadRequest);

/// <summary>Takes the parts of a request as they come: the file goes to storage without ever being held in memory.</summary>
internal static class MultipartUpload
{
    private const int LongestText = 1 << 20, LongestBoundary = 200;

    public static async Task<Received> ReadAsync(HttpContext http, UploadStore store, long largest, CancellationToken ct)
    {
        if (BoundaryOf(http.Request) is not { } boundary)
            return Refused("import.not_multipart", StatusCodes.Status415UnsupportedMediaType);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = largest + 2 * LongestText;
        string? stored = null;
        try
        {
            var received = await ReadAsync(new MultipartReader(boundary, http.Request.Body) { BodyLengthLimit = null }, store, name => stored = name, ct);
            if (received.Refusal is not null && stored is not null)
                store.Delete(stored);
            return received;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or BadHttpRequestException)
        {
            if (stored is not null)
                store.Delete(stored);
            return e is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } ? Refused("import.too_large", StatusCodes.Status413PayloadTooLarge) : Refused("import.cut", StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Null where the request holds no parts.</summary>
    public static string? BoundaryOf(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType == "multipart/form-data"
        && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= LongestBoundary } boundary ? boundary : null;

    private static async Task<Received> ReadAsync(MultipartReader reader, UploadStore store, Action<string> keep, CancellationToken ct)
    {
        string? stored = null, mapping = null;
        var fileName = "";
        while (await reader.ReadNextSectionAsync(ct) is { } part)
        {
            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
                continue;
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value;
            if (name == "file" && stored is null && disposition.IsFileDisposition())
            {
                fileName = SafeName(disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value);
                if (await store.SaveAsync(part.Body, ct) is not { } saved)
                    return Refused("import.too_large", StatusCodes.Status413PayloadTooLarge);
                keep(stored = saved);
            }
            else if (name == "mapping")
            {
                if (await TextAsync(part.Body, ct) is not { } text)
                    return Refused("import.too_large", StatusCodes.Status413PayloadTooLarge);
                mapping = string.IsNullOrWhiteSpace(text) ? null : text;
            }
        }

        return stored is null ? new(null, "", null, new("required", "file")) : new(stored, fileName, mapping);
    }

    private static async Task<string?> TextAsync(Stream part, CancellationToken ct)
    {
        var buffer = new byte[LongestText + 1];
        var have = await part.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return have > LongestText ? null : Encoding.UTF8.GetString(buffer, 0, have).TrimStart('\uFEFF');
    }

    /// <summary>The last part of whatever path a program sent, as text that can be shown.</summary>
    private static string SafeName(string? name)
    {
        var last = (name ?? "")[((name ?? "").LastIndexOfAny(['/', '\\']) + 1)..];
        var shown = string.Concat(last.EnumerateRunes().Where(rune => !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.Format));
        return shown.Length == 0 ? "upload" : shown;
    }

    private static Received Refused(string code, int status) => new(null, "", null, new(code), status);
}
