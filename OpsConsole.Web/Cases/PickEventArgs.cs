namespace OpsConsole.Web.Cases;

/// <summary>The row that the arrows came to.</summary>
public sealed class PickEventArgs : EventArgs
{
    public string Number { get; set; } = "";
}
