using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.Messages;
using OpsConsole.Domain.RepeatContacts;
using OpsConsole.Domain.Requirements;
using OpsConsole.Web.Account;

namespace OpsConsole.Web.Cases;

/// <summary>What the workspace of a service case reads and does besides what every case page does, each time as who is signed in then.</summary>
public sealed class CaseCommands(ActorAccessor who, CaseDesk desk, CustomerDesk customers, CustomerQueries known, QueueQueries queue, MergeQueries merges, MessageQueries messages, MessageDesk post, AttachmentQueries files, DraftDesk drafts, RequirementQueries requirements)
{
    public async Task<CustomerView?> CustomerAsync(string number, CancellationToken ct) => await known.OfCaseAsync(number, await who.CurrentAsync(ct), ct);

    public async Task<Outcome> DisposeAsync(string number, long version, DispositionForm form, CancellationToken ct)
    {
        var actor = await who.FreshAsync(ct);
        var outcome = await desk.DisposeAsync(number, version, form, actor, ct);
        if (outcome is Outcome.Done)
            await drafts.DiscardAsync(number, actor, ct);
        return outcome;
    }

    public async Task<Outcome> DescribeAsync(string number, long version, ServiceCaseForm form, CancellationToken ct) => await desk.DescribeAsync(number, version, form, await who.FreshAsync(ct), ct);

    public async Task<Outcome> CloseAsync(string number, CancellationToken ct) => await desk.CloseAsync(number, await who.FreshAsync(ct), ct);

    public async Task<Outcome> ManageAsync(string number, long version, CellManagement management, CancellationToken ct) => await desk.ManageAsync(number, version, management, await who.FreshAsync(ct), ct);

    public async Task<Outcome> EscalateAsync(string number, string? area, string? note, CancellationToken ct) => await desk.EscalateAsync(number, area, note, await who.FreshAsync(ct), ct);

    public async Task<Outcome> AnswerAsync(string number, string? text, CancellationToken ct) => await desk.AnswerAsync(number, text, null, await who.FreshAsync(ct), ct);

    public async Task<Outcome> RuleAsync(string number, string? mark, string? note, CancellationToken ct) => await desk.RuleAsync(number, mark, note, await who.FreshAsync(ct), ct);

    public async Task<RequirementView?> RequirementAsync(string number, CancellationToken ct) => await requirements.FindAsync(number, await who.CurrentAsync(ct), ct);

    public async Task<Outcome> HandOverAsync(string number, string? customer, CancellationToken ct) => await desk.HandOverAsync(number, customer, await who.FreshAsync(ct), ct);

    public async Task<Outcome> UnblockAsync(string number, string? reason, string? answer, CancellationToken ct) => await desk.UnblockAsync(number, reason, answer, await who.FreshAsync(ct), ct);

    public async Task<Outcome> TakeOverAsync(string number, CancellationToken ct) => await desk.TakeOverAsync(number, await who.FreshAsync(ct), ct);

    public async Task<Outcome> CreateAsync(string campaign, string? branch, ServiceCaseForm form, string? customer, CustomerForm? made, CancellationToken ct) =>
        await desk.CreateAsync(campaign, branch, form, customer, made, await who.FreshAsync(ct), ct);

    public async Task<Outcome> CreateCustomerAsync(CustomerForm form, CancellationToken ct) => await customers.CreateAsync(form, await who.FreshAsync(ct), ct);

    public async Task<Outcome> ChangeCustomerAsync(string customer, long version, CustomerForm form, CancellationToken ct) => await customers.ChangeAsync(customer, version, form, await who.FreshAsync(ct), ct);

    /// <summary>The case belongs to this customer from now on; the person said so twice.</summary>
    public async Task<Outcome> AssignCustomerAsync(string number, string customer, CancellationToken ct) => await desk.ChangeCustomerAsync(number, customer, true, await who.FreshAsync(ct), ct);

    public async Task<IReadOnlyList<CustomerMatch>> MatchAsync(MatchRequest asked, CancellationToken ct) => await known.MatchAsync(asked, await who.CurrentAsync(ct), ct);

    public async Task<Outcome> AddContactPointAsync(string customer, string number, ContactPointForm form, CancellationToken ct) => await customers.AddContactPointAsync(customer, form, await who.FreshAsync(ct), ct, number);

    public async Task<Outcome> ChangeContactPointAsync(string customer, long point, long version, ContactPointForm form, CancellationToken ct) =>
        await customers.ChangeContactPointAsync(customer, point, version, form, await who.FreshAsync(ct), ct);

    public async Task<Outcome> RemoveContactPointAsync(string customer, long point, CancellationToken ct) => await customers.RemoveContactPointAsync(customer, point, await who.FreshAsync(ct), ct);

    public async Task<Outcome> AddAccountAsync(string customer, string number, AccountForm form, CancellationToken ct) => await customers.AddAccountAsync(customer, form, await who.FreshAsync(ct), ct, number);

    public async Task<IReadOnlyList<MergeChoice>> MergeChoicesAsync(string number, string text, CancellationToken ct) => await merges.ChoicesAsync(number, text, await who.CurrentAsync(ct), ct) ?? [];

    public async Task<MergePreview?> MergePreviewAsync(string number, string target, CancellationToken ct) => await merges.PreviewAsync(number, target, await who.CurrentAsync(ct), ct);

    public async Task<Outcome> MergeAsync(string number, string target, bool confirmed, CancellationToken ct) => await desk.MergeAsync(number, target, confirmed, await who.FreshAsync(ct), ct);

    public async Task<Conversation?> ConversationAsync(string number, long? before, CancellationToken ct) => await messages.ConversationAsync(number, before, await who.CurrentAsync(ct), ct);

    public async Task<MessageBench?> MessageBenchAsync(string number, CancellationToken ct) => await messages.BenchAsync(number, await who.CurrentAsync(ct), ct);

    public async Task<Outcome> SendAsync(string number, MessageForm form, CancellationToken ct) => await post.AddAsync(number, form, await who.FreshAsync(ct), ct);

    public async Task<Outcome> RetryMessageAsync(string number, string message, CancellationToken ct) => await post.RetryAsync(number, message, await who.FreshAsync(ct), ct);

    public async Task<IReadOnlyList<AttachmentView>> FilesAsync(string number, CancellationToken ct) => await files.ListAsync(number, await who.CurrentAsync(ct), ct) ?? [];

    /// <summary>The case of the queue that is worked after this one; null: none is left.</summary>
    public async Task<CaseRow?> NextAsync(string number, CancellationToken ct) => (await queue.ReadAsync(2, await who.CurrentAsync(ct), ct)).FirstOrDefault(row => row.Number != number);
}
