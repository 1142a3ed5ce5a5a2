using System.ComponentModel.DataAnnotations;

namespace OpsConsole.Web.Hosting;

/// <summary>Long work beside the people's (section Jobs).</summary>
public sealed class JobOptions
{
    public const string Section = "Jobs";

    /// <summary>Imports and other heavy jobs that run at the same time; the rest waits its turn.</summary>
    [Range(1, 16)]
    public int MaxHeavy { get; set; } = 2;
}
