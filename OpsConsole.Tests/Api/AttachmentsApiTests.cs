using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Api;

/// <summary>Attachments by the REST contract, asked of the real server: promises B7 (inert), B8 (oversize) and F19 (a broken upload leaves nothing).</summary>
public sealed class AttachmentsApiTests
{
    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, .. "JFIF"u8];
    private static readonly byte[] Executable = [.. "MZ"u8, 0x90, 0, 3, 0, 0, 0];

    [Theory, OnEveryDatabase]
    public async Task A_file_comes_in_is_listed_and_fetched_byte_by_byte_as_a_download_that_does_nothing(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var head = await api.SignInAsync(Role.BranchHead);
        var number = await NumberAsync(api);
        var content = RandomNumberGenerator.GetBytes(300_000);
        Jpeg.CopyTo(content, 0);
        var made = await head.UploadAsync($"cases/{number}/attachments", content, "Foto de ñandú.jpg");
        Assert.Equal((201, 2L), (made.Status, made.Version));
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        Assert.Equal(("Foto de ñandú.jpg", 300_000, "image/jpeg", hash, number), (Text(made, "name"), made.Body.GetProperty("size").GetInt32(), Text(made, "type"), Text(made, "sha256"), Text(made, "number")));
        Assert.Equal((await api.Organisation.PersonAsync(Role.BranchHead)).Id, made.Body.GetProperty("by").GetProperty("id").GetInt32());
        Assert.Equal(Text(made, "id"), Assert.Single((await head.GetAsync($"cases/{number}/attachments")).Body.EnumerateArray()).GetProperty("id").GetString());
        var entry = (await head.GetAsync($"cases/{number}/events")).Body.EnumerateArray().Last();
        Assert.Equal(("attachment", Text(made, "id")), (entry.GetProperty("type").GetString(), entry.GetProperty("data").GetProperty("id").GetString()));

        using var http = Browser(api, head);
        using var answer = await http.GetAsync($"attachments/{Text(made, "id")}");
        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("attachment; filename=\"Foto de _and_.jpg\"; filename*=UTF-8''Foto%20de%20%C3%B1and%C3%BA.jpg", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal(("nosniff", "sandbox; default-src 'none'", "no-store, private", "same-origin"),
            (Header(answer, "X-Content-Type-Options"), Header(answer, "Content-Security-Policy"), answer.Headers.CacheControl!.ToString(), Header(answer, "Cross-Origin-Resource-Policy")));
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Assert.Single(Files(api))))));
    }

    [Fact]
    public async Task Whoever_may_not_learns_it_before_the_file_is_read_and_what_is_out_of_sight_is_not_there()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        var number = await NumberAsync(api);
        using var head = await api.SignInAsync(Role.BranchHead);
        using var far = await api.SignInAsync(Role.BranchHead, Organisation.Far);
        using var administrator = await api.SignInAsync(Role.Administrator);
        using var nobody = ApiClient.Anonymous(api.Console.Address);
        var path = $"cases/{number}/attachments";
        Assert.Equal((401, "unauthenticated"), Answer(await nobody.UploadAsync(path, Jpeg, "f.jpg")));
        Assert.Equal((404, "not_found"), Answer(await far.UploadAsync(path, Jpeg, "f.jpg")));
        Assert.Equal((403, "forbidden"), Answer(await administrator.UploadAsync(path, Jpeg, "f.jpg")));
        Assert.Equal((415, "content_type"), Answer(await head.PostAsync(path, new { })));
        Assert.Equal((400, "validation"), Answer(await head.SendAsync(HttpMethod.Post, path, new MultipartFormDataContent { { new StringContent("x"), "file" } })));
        Assert.Equal((400, "validation"), Answer(await head.SendAsync(HttpMethod.Post, path, new MultipartFormDataContent { { new ByteArrayContent(Jpeg), "file", "a.jpg" }, { new ByteArrayContent(Jpeg), "file", "b.jpg" } })));
        var made = await head.UploadAsync(path, Jpeg, "f.jpg");
        var id = Text(made, "id");
        foreach (var (client, status) in new[] { (head, 200), (administrator, 200), (far, 404), (nobody, 401) })
        {
            using var http = Browser(api, client);
            using var answer = await http.GetAsync($"attachments/{id}");
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(status == 200, answer.Content.Headers.ContentDisposition is not null);
        }
        Assert.Equal(404, (await far.GetAsync(path)).Status);
        Assert.Equal(404, (await head.GetAsync("attachments/AAAAAAAAAAAAAAAAAAAAAA")).Status);
        Assert.Equal(404, (await head.GetAsync("attachments/..%2F..%2Fconsole.db")).Status);
        Assert.Equal(404, (await head.GetAsync($"attachments/{Path.GetFileName(Files(api)[0])}")).Status);     // the name in storage opens nothing
        Assert.Single(Files(api));
    }

    [Fact]
    public async Task A_page_that_is_not_the_consoles_own_cannot_send_a_file_with_somebodys_cookie()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var visitor = new WebVisitor(api.Console.Address);
        await visitor.SignInAsync((await api.Organisation.PersonAsync(Role.BranchHead)).Email!, TestConsole.DemoPassword);
        var number = await NumberAsync(api);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Jpeg), "file", "a.jpg" } };
        using var answer = await visitor.PostAsync($"/api/v1/cases/{number}/attachments", form);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(Files(api));
    }

    [Fact]
    public async Task Hostile_files_are_refused_or_inert_and_none_is_more_than_a_file_under_a_random_name()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var head = await api.SignInAsync(Role.BranchHead);
        var path = $"cases/{await NumberAsync(api)}/attachments";
        var html = "<html><script>window.__pwned=1</script></html>"u8.ToArray();
        foreach (var (name, content, status, code) in new (string, byte[], int, string?)[]
        {
            ("pagina.html", html, 415, "attachment.type"),
            ("imagen.svg", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), 415, "attachment.type"),
            ("macros.docm", Zip("[Content_Types].xml", "word/document.xml"), 415, "attachment.type"),
            ("acceso.lnk", [0x4C, 0, 0, 0, 1, 0x14, 2, 0], 415, "attachment.type"),
            ("programa.exe", Executable, 415, "attachment.type"),
            ("factura.pdf.exe", Executable, 415, "attachment.type"),
            ("foto\u202Egpj.exe", Executable, 415, "attachment.type"),
            ("foto.jpg", Executable, 415, "attachment.content"),
            ("foto.png", html, 415, "attachment.content"),
            ("nota.txt", Executable, 415, "attachment.content"),
            ("nota.txt", "%PDF-1.7 disfrazado"u8.ToArray(), 415, "attachment.content"),
            ("carta.docx", Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), 415, "attachment.content"),
            ("carta.docx", Zip("[Content_Types].xml", "xl/workbook.xml"), 415, "attachment.content"),
            ("carta.docx", [.. Zip("[Content_Types].xml", "word/document.xml")[..40]], 415, "attachment.content"),
            ("libro.xlsx", Zip([.. Enumerable.Range(0, 6_000).Select(i => $"p{i}"), "[Content_Types].xml", "xl/workbook.xml"]), 415, "attachment.content"),
            ("prueba.txt", Encoding.ASCII.GetBytes("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"), 415, "attachment.harmful"),
            ("vacio.pdf", [], 400, "validation"),
            ("vacio.txt", [], 400, "validation"),
        })
            Assert.Equal((name, status, code), (name, (await head.UploadAsync(path, content, name)) is var answer ? answer.Status : 0, answer.Code));
        Assert.Empty(Files(api));

        foreach (var (sent, content, shown, type) in new (string, byte[], string, string)[]
        {
            ("../../../etc/passwd.txt", "x"u8.ToArray(), "passwd.txt", "text/plain"),
            (@"..\..\CON.txt", "x"u8.ToArray(), "_CON.txt", "text/plain"),
            ("pagina.txt", html, "pagina.txt", "text/plain"),
            ("foto.exe.jpg", Jpeg, "foto.exe.jpg", "image/jpeg"),
            ("poliglota.pdf", [.. "%PDF-1.7\n"u8, .. html], "poliglota.pdf", "application/pdf"),
            (new string('ñ', 300) + ".pdf", "%PDF-1.7"u8.ToArray(), new string('ñ', 196) + ".pdf", "application/pdf"),
            ("carta.docx", Zip("[Content_Types].xml", "word/document.xml"), "carta.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("a; x=b<img src=x onerror=alert(1)>.txt", "x"u8.ToArray(), "a; x=b_img src=x onerror=alert(1)_.txt", "text/plain"),
        })
        {
            var made = await head.UploadAsync(path, content, sent);
            Assert.True(made.Status == 201, $"{sent}: {made.Body}");
            Assert.Equal((shown, type), (Text(made, "name"), Text(made, "type")));
            using var http = Browser(api, head);
            using var answer = await http.GetAsync($"attachments/{Text(made, "id")}");
            Assert.Equal((type, "attachment", "nosniff", "sandbox; default-src 'none'"), (answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentDisposition!.DispositionType, Header(answer, "X-Content-Type-Options"), Header(answer, "Content-Security-Policy")));
            Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync());
        }
        Assert.Equal(8, Files(api).Count);
        Assert.All(Files(api), file => Assert.Matches("^[A-Za-z0-9_-]{22}$", Path.GetFileName(file)));
    }

    [Fact]
    public async Task What_is_too_large_is_refused_while_it_comes_announced_or_not()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var head = await api.SignInAsync(Role.BranchHead);
        var upload = new RawUpload(api.Console.Address, head.Token, $"cases/{await NumberAsync(api)}/attachments", "largo.jpg");
        const long mb = 1024 * 1024;
        foreach (var (length, announced) in new[] { (21 * mb, true), (21 * mb, false), (2_048 * mb, true), (2_048 * mb, false) })
        {
            var sent = await upload.SendAsync(length, Jpeg, announced);
            Assert.Equal((length, announced, 413), (length, announced, sent.Status));
            Assert.True(sent.Bytes < 40 * mb, $"{sent.Bytes} bytes were taken of {length}");
        }
        Assert.Empty(Files(api));
        Assert.Equal(201, (await upload.SendAsync(20 * mb, Jpeg, announced: true)).Status);
        Assert.Equal(201, (await upload.SendAsync(20 * mb, Jpeg, announced: false)).Status);
        Assert.All(Files(api), file => Assert.Equal(20 * mb, new FileInfo(file).Length));
    }

    [Fact]
    public async Task A_case_and_a_person_have_their_share_and_the_size_is_a_setting()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite, new() { ["Attachments:MaxPerCase"] = "3", ["Attachments:MaxPerPersonDay"] = "4", ["Attachments:MaxMb"] = "1", ["Attachments:Types"] = "jpg" }, cases: 2);
        using var head = await api.SignInAsync(Role.BranchHead);
        var numbers = await NumbersAsync(api);
        var answers = new List<(int, string?)>();
        foreach (var number in new[] { numbers[0], numbers[0], numbers[0], numbers[0], numbers[1], numbers[1] })
            answers.Add(Answer(await head.UploadAsync($"cases/{number}/attachments", Jpeg, "f.jpg")));
        Assert.Equal([(201, null), (201, null), (201, null), (409, "attachment.too_many"), (201, null), (409, "attachment.too_many_today")], answers);
        using var agent = await api.SignInAsync(Role.Agent);
        var refused = await agent.UploadAsync($"cases/{numbers[1]}/attachments", [.. Jpeg, .. new byte[1_048_577]], "f.jpg");
        Assert.Equal((413, "attachment.too_large"), Answer(refused));
        Assert.Contains("1 MB", Text(refused, "title"));
        Assert.Equal((415, "attachment.type"), Answer(await agent.UploadAsync($"cases/{numbers[1]}/attachments", "%PDF-1"u8.ToArray(), "f.pdf")));
        Assert.Equal(4, Files(api).Count);
    }

    [Theory, OnEveryDatabase]
    public async Task A_broken_upload_leaves_nothing_and_many_at_once_are_all_whole(DatabaseKind kind)
    {
        await using var api = await StartAsync(kind);
        using var head = await api.SignInAsync(Role.BranchHead);
        var number = await NumberAsync(api);
        var upload = new RawUpload(api.Console.Address, head.Token, $"cases/{number}/attachments", "corte.jpg");
        byte[] content = [.. Jpeg, .. RandomNumberGenerator.GetBytes(3_000_000)];
        foreach (var share in new[] { 0.01, 0.5, 0.99, 0.999999 })
            foreach (var hard in new[] { false, true })
                await upload.CutAsync(content, share, hard);
        await EventuallyAsync(() => Files(api).Count == 0);
        Assert.Equal((0, 1), await api.Database.ReadAsync(async db => (await db.Attachments.CountAsync(), await db.CaseEvents.CountAsync())));

        var files = Enumerable.Range(0, 100).Select(i => (byte[])[.. Jpeg, .. RandomNumberGenerator.GetBytes(20_000 + i)]).ToList();
        var answers = await Task.WhenAll(files.Select((file, i) => head.UploadAsync($"cases/{number}/attachments", file, $"{i}.jpg")));
        Assert.All(answers, answer => Assert.Equal(201, answer.Status));
        var sent = files.Select(file => Convert.ToHexStringLower(SHA256.HashData(file))).Order().ToList();
        Assert.Equal(sent, answers.Select(answer => Text(answer, "sha256")!).Order());
        Assert.Equal(sent, Files(api).Select(file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))).Order());
        Assert.Equal(101, await api.Database.ReadAsync(db => db.CaseEvents.CountAsync()));
    }

    [Fact]
    public async Task A_place_that_takes_no_files_is_said_and_files_come_in_again_when_it_does()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var head = await api.SignInAsync(Role.BranchHead);
        var path = $"cases/{await NumberAsync(api)}/attachments";
        Assert.Equal(201, (await head.UploadAsync(path, Jpeg, "f.jpg")).Status);
        var folder = Path.Combine(api.Storage, "attachments");
        Directory.Move(folder, folder + ".away");
        Assert.Equal((507, "attachment.not_stored"), Answer(await head.UploadAsync(path, Jpeg, "f.jpg")));
        Assert.Equal(404, (await head.GetAsync($"attachments/{(await head.GetAsync(path)).Body[0].GetProperty("id").GetString()}")).Status);
        Directory.Move(folder + ".away", folder);
        Assert.Equal(201, (await head.UploadAsync(path, Jpeg, "f.jpg")).Status);
        Assert.Equal(2, Files(api).Count);
    }

    [Fact]
    public async Task Sent_again_under_the_same_key_it_is_there_once()
    {
        await using var api = await StartAsync(DatabaseKind.Sqlite);
        using var head = await api.SignInAsync(Role.BranchHead);
        var number = await NumberAsync(api);
        using var http = Browser(api, head);
        http.DefaultRequestHeaders.Add("Idempotency-Key", "k1");
        List<(int, string)> answers = [];
        foreach (var content in new[] { Jpeg, Jpeg, [.. Jpeg, 1] })
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", "f.jpg" } };
            using var answer = await http.PostAsync($"cases/{number}/attachments", form);
            answers.Add(((int)answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        }
        Assert.Equal([201, 201, 409], answers.Select(a => a.Item1));
        Assert.Equal(answers[0].Item2, answers[1].Item2);
        Assert.Contains("idempotency.mismatch", answers[2].Item2);
        Assert.Single(Files(api));
    }

    private static Task<ApiTest> StartAsync(DatabaseKind kind, Dictionary<string, string>? settings = null, int cases = 1) => ApiTest.StartAsync(kind, async (_, organisation) =>
    {
        for (var i = 0; i < cases; i++)
            await organisation.AlertAsync();
    }, settings);

    private static async Task<string> NumberAsync(ApiTest api) => (await NumbersAsync(api))[0];

    private static Task<List<string>> NumbersAsync(ApiTest api) => api.Database.ReadAsync(db => db.Cases.OrderBy(c => c.Id).Select(c => CaseNumber.Of(c.Id)).ToListAsync());

    private static List<string> Files(ApiTest api) => Path.Combine(api.Storage, "attachments") is var folder && Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder)] : [];

    private static HttpClient Browser(ApiTest api, ApiClient client)
    {
        var http = new HttpClient { BaseAddress = new(api.Console.Address + "/api/v1/") };
        if (client.IsSignedIn)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", client.Token);
        return http;
    }

    private static byte[] Zip(params string[] parts)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
            foreach (var part in parts)
                zip.CreateEntry(part);
        return bytes.ToArray();
    }

    // The server notices a broken connection in its own time.
    private static async Task EventuallyAsync(Func<bool> done)
    {
        for (var left = 400; !done() && left > 0; left--)
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        Assert.True(done());
    }

    private static string? Text(ApiAnswer answer, string member) => answer.Body.GetProperty(member).GetString();

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));

    private static (int, string?) Answer(ApiAnswer answer) => (answer.Status, answer.Code);
}
