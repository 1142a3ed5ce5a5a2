using Microsoft.Extensions.Options;
using OpsConsole.Web.Hosting;
using Xunit;

namespace OpsConsole.Tests.Hosting;

public sealed class JobSlotsTests
{
    private readonly JobSlots _slots = new(Options.Create(new JobOptions { MaxHeavy = 2 }));

    [Fact]
    public void Who_came_while_others_only_looked_is_called_as_soon_as_one_has_looked()
    {
        var (bulk, import, export) = (0, 0, 0);
        Assert.True(_slots.TryTake(() => import++));
        Assert.True(_slots.TryTake(() => bulk++));
        Assert.False(_slots.TryTake(() => export++));

        _slots.Free();
        Assert.Equal((0, 0, 1), (bulk, import, export));
        Assert.True(_slots.TryTake(() => export++));
    }

    [Fact]
    public void Who_found_nothing_to_do_is_not_called_so_that_nobody_looks_in_circles()
    {
        var called = new List<string>();
        Action first = () => called.Add("first"), second = () => called.Add("second");
        Assert.True(_slots.TryTake(first));
        Assert.True(_slots.TryTake(first));
        Assert.False(_slots.TryTake(second));
        Assert.False(_slots.TryTake(second));

        _slots.Free();
        _slots.Free();
        Assert.Equal(["second"], called);
    }
}
