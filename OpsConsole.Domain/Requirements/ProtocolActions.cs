namespace OpsConsole.Domain.Requirements;

/// <summary>What a row of the assistant's table can ask for, by the codes of the contract (docs/rules.md, "Requirements").</summary>
public static class ProtocolActions
{
    public const string TellMaxDate = "tell_max_date", ReadResponse = "read_response", TicketLateResponse = "ticket_late_response", TicketDisagreement = "ticket_disagreement", EscalateSupervisor = "escalate_supervisor",
        TellInsistenceMaxDate = "tell_insistence_max_date", ReadBoth = "read_both", OfferClose = "offer_close", AskCustomer = "ask_customer";

    public static readonly IReadOnlyList<string> All = [AskCustomer, TellMaxDate, ReadResponse, TicketLateResponse, TicketDisagreement, TellInsistenceMaxDate, EscalateSupervisor, ReadBoth, OfferClose];

    /// <summary>Asks for a ticket, which some customers can file themselves.</summary>
    public static bool IsTicket(string action) => action is TicketLateResponse or TicketDisagreement;
}
