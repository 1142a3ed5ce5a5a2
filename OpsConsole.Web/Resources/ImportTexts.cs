namespace OpsConsole.Web.Resources;

/// <summary>Words of imports: faults of files (Fault.…), of rows (Row.…), what is worth knowing (Notice.…), and the wizard's own.</summary>
public sealed class ImportTexts;
