using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Web.Api;

/// <summary>The verbs of a case: each is a command of the desk and answers with the case as it is then.</summary>
public static class CaseVerbs
{
    public static void MapCaseVerbs(this RouteGroupBuilder cases)
    {
        var verbs = cases.MapGroup("/{number}").ProducesProblem(400).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(412);
        Verb(verbs, "open", (verb, desk) => desk.OpenAsync(verb.Number, verb.Actor, verb.Ct, verb.Version));
        Verb(verbs, "undo", (verb, desk) => desk.UndoAsync(verb.Number, verb.Actor, verb.Ct, verb.Version));
        Verb<AttemptBody>(verbs, "attempts", a => a.MayWork, (verb, body, desk) => desk.RecordAttemptAsync(verb.Number, body.Report, verb.Actor, verb.Ct, verb.Version)).AddEndpointFilter<Idempotency>();
        Verb<NoteBody>(verbs, "notes", a => a.MayWork, (verb, body, desk) => desk.NoteAsync(verb.Number, body.Text, verb.Actor, verb.Ct, verb.Version)).AddEndpointFilter<Idempotency>();
        Verb<ManagementBody>(verbs, "management", a => a.MayWork, (verb, body, desk) => desk.SaveAsync(verb.Number, verb.Version!.Value, body.Form, verb.Actor, verb.Ct), needsVersion: true).ProducesProblem(428);
        Verb<DispositionBody>(verbs, "disposition", a => a.MayWork, (verb, body, desk) => desk.DisposeAsync(verb.Number, verb.Version!.Value, body.Form, verb.Actor, verb.Ct), needsVersion: true).ProducesProblem(428);
        Verb<CellManagementBody>(verbs, "management", a => a.MayManageCell, (verb, body, desk) => desk.ManageAsync(verb.Number, verb.Version!.Value, body.Form, verb.Actor, verb.Ct), needsVersion: true, HttpMethods.Put).ProducesProblem(428);
        Verb<EscalationBody>(verbs, "escalation", a => a.MayManageCell, (verb, body, desk) => desk.EscalateAsync(verb.Number, body.Area, body.Note, verb.Actor, verb.Ct, verb.Version)).AddEndpointFilter<Idempotency>();
        Verb<AnswerBody>(verbs, "answer", a => a.MayWork, (verb, body, desk) => desk.AnswerAsync(verb.Number, body.Text, body.At, verb.Actor, verb.Ct, verb.Version)).AddEndpointFilter<Idempotency>();
        Verb<QualityBody>(verbs, "quality", a => a.MayWork, (verb, body, desk) => desk.RuleAsync(verb.Number, body.Mark, body.Note, verb.Actor, verb.Ct, verb.Version));
        Verb<HandoverBody>(verbs, "handover", a => a.MayWork, (verb, body, desk) => desk.HandOverAsync(verb.Number, body.Customer, verb.Actor, verb.Ct, verb.Version));
        Verb<UnblockBody>(verbs, "unblock", a => a.MayUnblock, (verb, body, desk) => desk.UnblockAsync(verb.Number, body.Reason, body.Answer, verb.Actor, verb.Ct, verb.Version)).AddEndpointFilter<Idempotency>();
        Verb(verbs, "close", (verb, desk) => desk.CloseAsync(verb.Number, verb.Actor, verb.Ct, verb.Version));
        Verb(verbs, "remind", (verb, desk) => desk.RemindAsync(verb.Number, verb.Actor, verb.Ct, verb.Version), a => a.MayRemind);
        Verb(verbs, "takeover", (verb, desk) => desk.TakeOverAsync(verb.Number, verb.Actor, verb.Ct, verb.Version));
        Verb<ReasonBody>(verbs, "reopen", a => a.MayReopen, (verb, body, desk) => desk.ReopenAsync(verb.Number, body.Reason, verb.Actor, verb.Ct, verb.Version));
        Verb<TransferBody>(verbs, "transfer", a => a.MayTransfer, (verb, body, desk) => desk.TransferAsync(verb.Number, body.Branch, body.Reason, verb.Actor, verb.Ct, verb.Version));
        Verb<ShareBody>(verbs, "share", a => a.MayWork, (verb, body, desk) => desk.ShareAsync(verb.Number, body.User, verb.Actor, verb.Ct, verb.Version));
        Verb<ShareBody>(verbs, "unshare", a => a.MayWork, (verb, body, desk) => desk.UnshareAsync(verb.Number, body.User, verb.Actor, verb.Ct, verb.Version));
        Verb<ReassignBody>(verbs, "reassign", a => a.MayWork, (verb, body, desk) => desk.ReassignAsync(verb.Number, body.User, body.Reason, verb.Actor, verb.Ct, verb.Version));
        Verb<MergeBody>(verbs, "merge", a => a.MayWork, (verb, body, desk) => desk.MergeAsync(verb.Number, body.Target, body.ConfirmDifferentCustomer is true, verb.Actor, verb.Ct, verb.Version));
        Verb<CustomerChoiceBody>(verbs, "customer", a => a.MayWork, (verb, body, desk) => desk.ChangeCustomerAsync(verb.Number, body.Customer, body.Confirm is true, verb.Actor, verb.Ct, verb.Version));
    }

    /// <summary>A command on its way to the desk.</summary>
    private sealed record Command(string Number, Actor Actor, long? Version, CancellationToken Ct);

    private static void Verb(RouteGroupBuilder verbs, string name, Func<Command, CaseDesk, Task<Outcome>> run, Func<Actor, bool>? may = null) =>
        verbs.MapPost(name, async (string number, IfMatch match, Actor actor, CaseDesk desk, CaseAnswers answers, ApiResults results, CancellationToken ct) =>
            match.IsMalformed && await PastScopeAsync(number, actor, may ?? (a => a.MayWork), answers, results, ct) is var answer
                ? answer ?? results.Invalid([BadVersion])
                : await AnswerAsync(await run(new(number, actor, match.Version, ct), desk), number, actor, answers, results, ct)).Produces<CaseAnswer>();

    private static RouteHandlerBuilder Verb<T>(RouteGroupBuilder verbs, string name, Func<Actor, bool> may, Func<Command, T, CaseDesk, Task<Outcome>> run, bool needsVersion = false, string? method = null) where T : class =>
        verbs.MapMethods(name, [method ?? HttpMethods.Post], async (string number, JsonBody<T> body, IfMatch match, Actor actor, CaseDesk desk, CaseAnswers answers, ApiResults results, CancellationToken ct) =>
        {
            var lacksVersion = needsVersion && match.Version is null;
            if (body.Value is not { } value || match.IsMalformed || lacksVersion)
                return await PastScopeAsync(number, actor, may, answers, results, ct)
                    ?? (body.Error is { } error ? results.Unreadable(error, body.Status) : match.IsMalformed ? results.Invalid([BadVersion]) : results.VersionRequired);
            return await AnswerAsync(await run(new(number, actor, match.Version, ct), value, desk), number, actor, answers, results, ct);
        }).Produces<CaseAnswer>();

    private static Refusal BadVersion => new("version.malformed", "If-Match");

    /// <summary>Scope and role answer before the shape of a request does; null where both would let it pass.</summary>
    private static async Task<ApiAnswer?> PastScopeAsync(string number, Actor actor, Func<Actor, bool> may, CaseAnswers answers, ApiResults results, CancellationToken ct) =>
        await answers.FindAsync(number, actor, ct) is null ? results.Missing : may(actor) ? null : results.Forbidden;

    /// <summary>A case that left the caller's reach with the command (a transfer) is answered by its version alone.</summary>
    private static Task<ApiAnswer> AnswerAsync(Outcome outcome, string number, Actor actor, CaseAnswers answers, ApiResults results, CancellationToken ct) =>
        results.OfAsync(outcome, async done => (done is CaseDone made ? await answers.OfAsync(made, actor, ct) : await answers.FindAsync(number, actor, ct)) is { } found
            ? ApiResults.Ok(done is MergeTakenBack back ? new MergeTakenBackAnswer(found, back.Stayed) : found, found.Version)
            : ApiResults.Ok(new { number, version = done.Version }, done.Version));
}
