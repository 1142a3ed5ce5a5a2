using OpsConsole.Domain.Data;

namespace OpsConsole.Domain.Imports;

/// <summary>Something worth knowing of a file that is no fault: which columns are new or left out, how its dates were read (docs/rules.md, "Imports").</summary>
public sealed record ImportNotice(string Code, params string[] Args)
{
    public const string Header = "file.header", Shape = "file.shape", AssumedDayFirst = "date.assumed_day_first",
        LeftOut = "columns.left_out", NewColumns = "columns.new", NewBranches = "branches.new", Cases = "history.cases";

    public static IReadOnlyList<ImportNotice> Read(string? json) => json is null ? [] : Json.Read<List<ImportNotice>>(json);

    public static string Write(IEnumerable<ImportNotice> notices) => Json.Write(notices.Where(notice => notice.Args.Length > 0));
}
