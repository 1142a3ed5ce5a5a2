namespace OpsConsole.Domain.Imports;

/// <summary>What is wrong with a whole file: a code with its particulars. Nothing of such a file is imported (docs/rules.md, "Imports").</summary>
public sealed record FileFault(string Code, params string[] Args);

/// <summary>Ends the reading of a file that cannot be trusted any further.</summary>
public sealed class FileFaultException(FileFault fault, Exception? cause = null) : Exception(fault.Code, cause)
{
    public FileFaultException(string code, params string[] args) : this(new FileFault(code, args))
    {
    }

    public FileFault Fault { get; } = fault;
}
