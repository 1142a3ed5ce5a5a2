using Bunit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;
using OpsConsole.Domain.Imports;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Campaigns;
using OpsConsole.Web.Files;
using OpsConsole.Web.Hosting;
using Xunit;

namespace OpsConsole.Tests.Web.Campaigns;

/// <summary>The wizard's columns for a base of withdrawal requests.</summary>
public sealed class RetentionColumnsTests : DeskScreenTest
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_project_of_withdrawal_requests_takes_files_of_cases_only_and_names_its_columns()
    {
        await ReadyAsync();
        var page = Render<ImportStart>(p => p.Add(x => x.Code, "retencion"));
        page.WaitForElement("form");
        Assert.Equal("cases", Assert.Single(page.FindAll("input[name=kind]")).GetAttribute("value"));
        Assert.Contains("Número de queja", page.Find(".pick").TextContent);
    }

    [Fact]
    public async Task The_known_columns_are_proposed_however_they_are_written_and_the_others_go_to_the_base()
    {
        var analyst = await ReadyAsync();
        var page = await OpenAsync(analyst, "NUMERO DE QUEJA;numero de servicio;Línea de Producto;Fecha de queja;Zona\n0012;0022;Cable;12/01/2026;3\n");
        Assert.Equal(["base:Número de queja", "base:Número de servicio", "base:Línea de producto", "base:Fecha de queja", "base:Zona"], page.FindAll("table.map select").Select(s => s.GetAttribute("value")));
        var groups = page.FindAll("table.map select")[4].QuerySelectorAll("optgroup");
        Assert.Equal(["Del caso y su cliente", "Base"], groups.Select(g => g.GetAttribute("label")));
        Assert.Equal(ImportFormat.Retention.Columns, groups[0].Children.Select(o => o.TextContent));
        Assert.Equal(["Columna de base nueva: Zona"], groups[1].Children.Select(o => o.TextContent));
        Assert.Equal(["Qué significa cada palabra del archivo", "Formato de fecha"], page.FindAll("table.map td input").Select(i => i.GetAttribute("aria-label")));
        page.Find("input[aria-label='Qué significa cada palabra del archivo']").Change("Cable=TELEVISION");
        page.Find("#import-branch").Change("HOME");
        await page.Find("button.pri").ClickAsync();
        var mapping = ImportMapping.Parse(await Database.ReadAsync(db => db.Imports.Select(i => i.Mapping).SingleAsync()));
        Assert.Equal(["Número de queja", "Número de servicio", "Línea de producto", "Fecha de queja", "Zona", "Agencia=HOME"], mapping.Columns!.Select(c => c.Constant is null ? c.Field : $"{c.Field}={c.Constant}"));
        Assert.All(mapping.Columns!, c => Assert.Equal("base", c.Source));
        Assert.Equal("TELEVISION", mapping.Columns![2].Values!["Cable"].GetString());
    }

    [Fact]
    public async Task A_mapping_of_last_time_that_calls_them_metadata_is_proposed_again()
    {
        var analyst = await ReadyAsync();
        await Database.CommitAsync(db => db.Campaigns.Single(c => c.Code == "retencion").Mappings = """
            {"cases":{"columns":[{"column":"id","source":"meta","field":"numero de queja"},{"column":"id2","source":"meta","field":"Número de servicio"},{"constant":"FAR","source":"meta","field":"Agencia"}]}}
            """);
        var page = await OpenAsync(analyst, "id;id2\n1;2\n");
        Assert.Equal(["base:Número de queja", "base:Número de servicio"], page.FindAll("table.map select").Select(s => s.GetAttribute("value")));
        Assert.Equal("FAR", page.Find("#import-branch").GetAttribute("value"));
        Assert.Contains("la asignación de la última vez", page.Markup);
    }

    private async Task<Actor> ReadyAsync()
    {
        await Organisation.RetentionAsync();
        var analyst = await StartAsync(Role.ExperienceAnalyst);
        Services.AddSingleton<ImportWords>();
        var store = new UploadStore(Options.Create(new StorageOptions()), Options.Create(new ImportOptions()), new HostingEnvironment { ContentRootPath = _folder.Path });
        Services.AddSingleton(store);
        Services.AddSingleton(new ImportPeek(store, Options.Create(new ImportOptions())));
        return analyst;
    }

    private async Task<IRenderedComponent<ImportColumns>> OpenAsync(Actor analyst, string csv)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv));
        var name = await Services.GetRequiredService<UploadStore>().SaveAsync(bytes, CancellationToken.None);
        var id = Assert.IsAssignableFrom<Outcome.Done>(await Database.Get<ImportDesk>().ReceiveAsync("retencion", new(ImportKind.Cases, "bajas.csv", name!, new(null, false, false), Waits: true), analyst, CancellationToken.None)).Id!;
        var page = Render<ImportColumns>(p => p.Add(x => x.Code, "retencion").Add(x => x.Id, id));
        page.WaitForElement("table.map");
        return page;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }
}
