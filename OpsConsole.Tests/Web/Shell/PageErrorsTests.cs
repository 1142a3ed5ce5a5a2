using System.Text.RegularExpressions;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Tests.Support;
using OpsConsole.Web.Shell;
using Xunit;

namespace OpsConsole.Tests.Web.Shell;

public sealed partial class PageErrorsTests : ScreenTest
{
    private bool _broken = true;

    [Fact]
    public void A_page_that_fails_says_what_was_kept_and_gives_a_code()
    {
        var page = RenderPage();
        Assert.Matches(Code(), page.Find("b.strong").TextContent);
        Assert.Contains("borradores no se pierden", page.Find("[role=alert]").TextContent);
        Assert.DoesNotContain("secret detail", page.Markup);
    }

    [Fact]
    public void Trying_again_draws_the_page_anew()
    {
        var page = RenderPage();
        _broken = false;
        page.Find(".btn.pri").Click();
        Assert.Equal("whole", page.Find("p").TextContent);
    }

    [Fact]
    public void Another_address_starts_without_the_error()
    {
        var page = RenderPage();
        _broken = false;
        Services.GetRequiredService<BunitNavigationManager>().NavigateTo("/ayuda");
        page.Render(Content);
        Assert.Equal("whole", page.Find("p").TextContent);
    }

    private IRenderedComponent<PageErrors> RenderPage() => Render<PageErrors>(Content);

    private void Content(ComponentParameterCollectionBuilder<PageErrors> parameters) =>
        parameters.AddChildContent<Fragile>(p => p.Add(f => f.Broken, () => _broken));

    [GeneratedRegex("^OC-[0-9A-F]{4}-1500$")]
    private static partial Regex Code();

    private sealed class Fragile : ComponentBase
    {
        [Parameter]
        public Func<bool> Broken { get; set; } = () => false;

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            if (Broken())
                throw new InvalidOperationException("secret detail");
            builder.OpenElement(0, "p");
            builder.AddContent(1, "whole");
            builder.CloseElement();
        }
    }
}
