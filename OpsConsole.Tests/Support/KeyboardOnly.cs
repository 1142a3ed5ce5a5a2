using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace OpsConsole.Tests.Support;

/// <summary>A person without a pointer: keys only, and a guard that fails the journey when anything else touched the page.</summary>
public sealed class KeyboardOnly
{
    private const int MostTabs = 250;

    private readonly IPage _page;

    private KeyboardOnly(IPage page) => _page = page;

    /// <summary>Everything after this that clicks, hovers or touches throws in the page and is counted.</summary>
    public static async Task<KeyboardOnly> GuardAsync(IPage page)
    {
        await page.AddInitScriptAsync("""
            for (const kind of ["pointerdown", "pointermove", "mousedown", "mousemove", "mouseover", "touchstart", "wheel"])
                addEventListener(kind, e => { if (e.isTrusted) { sessionStorage.pointer = kind; throw new Error("pointer used: " + kind); } }, true);
            """);
        return new(page);
    }

    public Task PressAsync(string keys) => _page.Keyboard.PressAsync(keys);

    public async Task TypeAsync(string text) => await _page.Keyboard.TypeAsync(text, new() { Delay = 5 });

    /// <summary>Tab (or Shift+Tab) until the focus is where it should be.</summary>
    public async Task TabToAsync(string selector, bool back = false)
    {
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            if (await _page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) === true", selector))
                return;
            await PressAsync(back ? "Shift+Tab" : "Tab");
        }
        throw new InvalidOperationException($"{selector} cannot be reached by Tab.");
    }

    /// <summary>Arrows in the select that has the focus until it shows the words.</summary>
    public async Task ChooseAsync(string words)
    {
        var focused = _page.Locator("select:focus");
        await Expect(focused).ToHaveCountAsync(1);
        var (at, to) = await _page.EvaluateAsync<int[]>("words => { const s = document.activeElement; return [s.selectedIndex, [...s.options].findIndex(o => o.text.startsWith(words))]; }", words) is [var now, var then] ? (now, then) : (0, -1);
        Assert.True(to >= 0, $"{words} is not offered.");
        for (; at != to; at += Math.Sign(to - at))
            await PressAsync(to > at ? "ArrowDown" : "ArrowUp");
        await _page.WaitForFunctionAsync("words => document.activeElement.selectedOptions?.[0].text.startsWith(words)", words);
    }

    /// <summary>Arrows in the group of choices that has the focus until this one is chosen.</summary>
    public async Task PickAsync(string value)
    {
        for (var steps = 0; steps < MostTabs; steps++)
        {
            if (await _page.EvaluateAsync<bool>("value => document.activeElement.value === value", value))
            {
                await PressAsync("Space");
                return;
            }
            await PressAsync("ArrowDown");
        }
        throw new InvalidOperationException($"{value} cannot be picked.");
    }

    public async Task AssertNoPointerAsync() => Assert.Null(await _page.EvaluateAsync<string?>("() => sessionStorage.pointer ?? null"));
}
