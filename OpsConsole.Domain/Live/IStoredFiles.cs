namespace OpsConsole.Domain.Live;

/// <summary>Files beside the database that are somebody's only as long as a row names them (docs/rules.md, "Attachments").</summary>
public interface IStoredFiles
{
    /// <summary>Names of the files that nobody has written to since.</summary>
    IEnumerable<string> Untouched(DateTime since);

    void Delete(string name);
}
