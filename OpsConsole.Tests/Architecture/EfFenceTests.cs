using System.Reflection;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Architecture;

/// <summary>Where Entity Framework may stand (design, "Where EF lives").</summary>
public sealed class EfFenceTests
{
    private static readonly string[] Foreign = ["Microsoft.AspNetCore", "Radzen", "Microsoft.Data.Sqlite", "Npgsql", "SQLitePCLRaw"];

    [Fact]
    public void In_Domain_EF_stands_only_in_Data_Live_queries_and_desks() =>
        Assert.Empty(RepositoryRoot.Sources("OpsConsole.Domain", ".cs").Where(file => NamesEf(file) && !MayNameEf(file.Name)).Select(file => file.Name));

    [Fact]
    public void Web_reaches_the_database_only_through_desks_and_queries() =>
        Assert.Empty(RepositoryRoot.Sources("OpsConsole.Web", ".cs", ".razor")
            .Where(file => NamesContext(file.Text) && !MayNameContext(file.Name))
            .Select(file => file.Name));

    [Fact]
    public void Domain_knows_no_web_framework_no_screen_and_no_provider() =>
        Assert.Empty(Assembly.Load("OpsConsole.Domain").GetReferencedAssemblies().Where(IsForeign).Select(name => name.Name));

    [Theory]
    [InlineData("OpsConsole.Domain/Cases/Case.cs", false)]
    [InlineData("OpsConsole.Domain/Cases/CaseDesk.cs", true)]
    [InlineData("OpsConsole.Domain/Cases/CaseDesk.Service.cs", true)]
    [InlineData("OpsConsole.Domain/Cases/CaseQueries.cs", true)]
    [InlineData("OpsConsole.Domain/Data/CaseMap.cs", true)]
    [InlineData("OpsConsole.Domain/Cases/Data/Case.cs", false)]
    public void The_fence_tells_the_files_apart(string name, bool may) => Assert.Equal(may, MayNameEf(name));

    [Fact]
    public void The_fence_sees_a_reference_to_a_web_framework() => Assert.True(IsForeign(new AssemblyName("Microsoft.AspNetCore.Components")));

    private static bool NamesEf(SourceFile file) => file.Text.Contains("Microsoft.EntityFrameworkCore");

    private static bool MayNameEf(string name) =>
        name.StartsWith("OpsConsole.Domain/Data/") || name.StartsWith("OpsConsole.Domain/Live/") || name.EndsWith("Queries.cs") || name.EndsWith("Desk.cs") || name.Contains("Desk.");       // a desk in several files

    private static bool NamesContext(string text) => text.Contains("OpsDbContext") || text.Contains("IDbContextFactory");

    private static bool MayNameContext(string name) =>
        name.StartsWith("OpsConsole.Web/Hosting/") || name.StartsWith("OpsConsole.Web/Migrations/");

    // The user and role stores of Identity are plain EF; nothing else of ASP.NET Core may be referenced.
    private static bool IsForeign(AssemblyName name) =>
        Foreign.Any(name.Name!.StartsWith) && name.Name is not "Microsoft.AspNetCore.Identity.EntityFrameworkCore";
}
