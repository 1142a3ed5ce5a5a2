using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Domain.People;
using OpsConsole.Tests.Domain.Requirements;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Cases;
using Xunit;
using static OpsConsole.Tests.Domain.Requirements.RequirementRoom;

namespace OpsConsole.Tests.Web.Requirements;

/// <summary>"Escalados" on the page of what is pending (docs/rules.md, "Pending queue").</summary>
public sealed class EscalatedPageTests : DeskScreenTest
{
    private RequirementRoom _room = null!;

    [Fact]
    public async Task A_supervisor_has_the_list_with_its_count_and_its_own_words_when_it_is_empty()
    {
        var number = await BeginAsync(Role.RegionalSupervisor);
        Assert.Equal("No hay requerimientos escalados", Open().WaitForElement(".empty h2").TextContent);
        Done(await _room.Desk.HandOverAsync(number, null, _room.Front, CancellationToken.None));
        var page = Open();
        Assert.Equal(number, page.WaitForElement(".pi").GetAttribute("data-n"));
        Assert.Equal("Esperan su decisión", page.Find(".gh h2").TextContent);
        Assert.Equal("/pendientes?ver=escalados", page.Find(".tab[aria-current]").GetAttribute("href"));
        Assert.Equal("1", page.Find(".tab[data-list=Escalated] .count").TextContent);
        Assert.Contains("Requerimiento", page.Find(".pi .d").TextContent);
    }

    [Fact]
    public async Task Who_is_no_supervisor_has_no_such_list()
    {
        var number = await BeginAsync(Role.Agent);
        Done(await _room.Desk.HandOverAsync(number, null, _room.Front, CancellationToken.None));
        var page = Open();
        page.WaitForElement(".empty");
        Assert.Empty(page.FindAll(".tab[data-list=Escalated], .pi"));
    }

    private async Task<string> BeginAsync(Role role)
    {
        _room = await RequirementRoom.OpenAsync(Database, Organisation);
        await StartAsync(role);
        return await _room.StandingAsync(7);
    }

    private IRenderedComponent<PendingPage> Open()
    {
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo("/pendientes?ver=escalados");
        return Render<PendingPage>();
    }
}
