using System.Net;
using System.Text.RegularExpressions;

namespace OpsConsole.Tests.Api;

/// <summary>A browser without script: cookies, forms, and no following of redirects.</summary>
public sealed partial class WebVisitor : IDisposable
{
    private readonly HttpClient _http;

    public WebVisitor(string address) => _http = new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = new(address) };

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path, ("Accept", "text/html"));

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request);
    }

    /// <summary>Loads the page, fills its form in and sends it, with the page's own hidden fields.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        using var page = await GetAsync(path);
        var html = await page.Content.ReadAsStringAsync();
        var form = html[html.IndexOf("<form", StringComparison.Ordinal)..];
        var hidden = Hidden().Matches(form[..form.IndexOf("</form>", StringComparison.Ordinal)]).Select(m => (Attribute(m.Value, "name"), WebUtility.HtmlDecode(Attribute(m.Value, "value"))));
        return await _http.PostAsync(path, new FormUrlEncodedContent(hidden.Concat(fields).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2))));
    }

    public async Task SignInAsync(string email, string password)
    {
        using var answer = await SubmitAsync("/signin", ("in.Email", email), ("in.Password", password));
        if (answer.StatusCode != HttpStatusCode.Redirect)
            throw new InvalidOperationException($"{email} may not sign in: {answer.StatusCode}");
    }

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content) => _http.PostAsync(path, content);

    public void Dispose() => _http.Dispose();

    private static string Attribute(string tag, string name) => Regex.Match(tag, $"{name}=\"([^\"]*)\"").Groups[1].Value;

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();
}
