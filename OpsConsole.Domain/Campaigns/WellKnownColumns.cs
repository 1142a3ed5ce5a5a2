namespace OpsConsole.Domain.Campaigns;

/// <summary>Column names of the close-the-loop template that screens give a place of their own; a campaign without one simply does not show it.</summary>
public static class WellKnownColumns
{
    public const string Segment = "Segmento", Channel = "Canal", CustomerName = "Nombre_Cliente";
}
