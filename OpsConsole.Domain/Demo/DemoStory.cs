using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Demo;

/// <summary>The thirty days before the first start: what was answered in each branch, and what its people did about it.</summary>
internal sealed class DemoStory(Campaign campaign, InventedSurveys surveys, Random random, CampaignTime time, CancellationToken ct)
{
    /// <summary>Records of one branch, and how many of its alerts reached which state.</summary>
    public const int PerBranch = 300, NearlyDue = 14, Waiting = 22, Fresh = 8, Started = 6, FollowedUp = 7, SharedCases = 3, Moved = 3, InTime = 20, Late = 7, Reopened = 1;

    private const int Alerts = NearlyDue + Waiting + Fresh + Started + FollowedUp + SharedCases + Moved + InTime + Late + Reopened;

    private readonly DateTime _now = time.UtcNow;
    private int _number;

    /// <summary>A branch with the people who work there, the branch that its transfers go to and that branch's head.</summary>
    public sealed record Place(Branch Branch, Actor Head, IReadOnlyList<Actor> Agents, Branch Neighbour, Actor NeighbourHead, Actor Analyst);

    public List<DemoCase> Tell(Place place)
    {
        var cases = new List<DemoCase>();
        void Add(int count, double youngest, double oldest, Action<DemoCase, Place, InventedTopic>? work, bool alert = true)
        {
            for (var i = 0; i < count; i++)
            {
                var topic = surveys.AnyTopic();
                var made = Survey(place.Branch, youngest + (oldest - youngest) * random.NextDouble(), alert ? random.Next(0, 7) : random.Next(7, 11), topic);
                work?.Invoke(made, place, topic);
                cases.Add(made);
            }
        }
        Add(NearlyDue, 2.05, 2.95, null);
        Add(Waiting, 3.05, 19.5, null);
        Add(Fresh, 0.02, 1.5, null);
        Add(Started, 0.6, 8, (c, p, _) => Start(c, p));
        Add(FollowedUp, 1.2, 12, FollowUp);
        Add(SharedCases, 1, 7, Share);
        Add(Moved, 1, 7, Transfer);
        Add(InTime, 1.6, 29.5, (c, p, topic) => Finish(c, p, topic, Working(c.CreatedAt.AddHours(2), Earlier(Due(c)))));
        Add(Late, 7, 29.5, (c, p, topic) => Finish(c, p, topic, Working(Due(c).AddHours(2), Earlier(Due(c).AddDays(3)))));
        Add(Reopened, 8, 25, Reopen);
        Add(PerBranch - Alerts, 0.02, 29.8, null, alert: false);
        return cases;
    }

    private DemoCase Survey(Branch branch, double daysAgo, int score, InventedTopic topic)
    {
        var at = Whole(_now.AddDays(-daysAgo));
        var imported = Whole(at.Date.AddHours((at.Hour / 6 + 1) * 6).AddMinutes(5));        // files come every six hours
        return new(surveys.Make(++_number, branch, at, score, topic), imported < _now ? imported : Whole(_now.AddMinutes(-1)));
    }

    private void Start(DemoCase made, Place place)
    {
        var at = Working(made.CreatedAt, _now.AddMinutes(-10));
        var who = Worker(place);
        Open(made, who, at);
        if (random.Next(2) == 0)
            Attempt(made, who, at.AddMinutes(4), AttemptResult.NoAnswer);
    }

    private void FollowUp(DemoCase made, Place place, InventedTopic topic)
    {
        var at = Working(made.CreatedAt, _now.AddMinutes(-40));
        var who = Worker(place);
        Open(made, who, at);
        Attempt(made, who, at.AddMinutes(3), AttemptResult.NoAnswer);
        var reached = random.Next(2) == 0;
        if (reached)
            Attempt(made, who, at.AddMinutes(21), AttemptResult.Effective);
        var form = new AlertForm
        {
            IncidentType = topic.Incident,
            ContactType = reached ? "effective" : null,
            ActionPlan = surveys.Of(topic.Plans),
            RootCause = topic.Cause,
            NextContactAt = Whole(_now.AddHours(random.Next(3, 60))),
            State = AlertForm.FollowUpState,
        };
        Save(made, who, at.AddMinutes(30), form);
        if (random.Next(2) > 0)
            return;
        var note = surveys.Of(InventedContent.Instance.Notes);
        made.Steps.Add(new(at.AddMinutes(34), (desk, c) => desk.NoteAsync(c.Number, note, who, ct)));
    }

    private void Share(DemoCase made, Place place, InventedTopic topic)
    {
        var at = Working(made.CreatedAt, _now.AddMinutes(-20));
        Open(made, place.Head, at);
        made.Steps.Add(new(at.AddMinutes(9), (desk, c) => desk.ShareAsync(c.Number, place.NeighbourHead.Email, place.Head, ct)));
    }

    private void Transfer(DemoCase made, Place place, InventedTopic topic)
    {
        var at = Working(made.CreatedAt, _now.AddMinutes(-20));
        var reason = surveys.Of(InventedContent.Instance.Reasons);
        Open(made, place.Head, at);
        made.Steps.Add(new(at.AddMinutes(7), (desk, c) => desk.TransferAsync(c.Number, place.Neighbour.Code, reason, place.Head, ct)));
    }

    /// <param name="at">When the last call ends; an unreached customer was called twice before on the same day.</param>
    private void Finish(DemoCase made, Place place, InventedTopic topic, DateTime at)
    {
        var who = random.Next(8) == 0 ? place.Analyst : place.Head;
        var local = time.ToLocal(at);
        var early = time.ToUtc(local.Date.AddHours(9).AddMinutes(random.Next(50)));
        var unreached = random.Next(3) == 0 && local.Hour >= 13 && early > made.CreatedAt.AddMinutes(10);
        Open(made, Worker(place), unreached ? early.AddMinutes(-6) : at.AddMinutes(-12));
        if (unreached)
        {
            Attempt(made, who, early, AttemptResult.NoAnswer);
            Attempt(made, who, early.AddMinutes(125), AttemptResult.PhoneOff);
            Attempt(made, who, at, AttemptResult.NoAnswer);
        }
        else
            Attempt(made, who, at, AttemptResult.Effective);
        Save(made, who, at.AddMinutes(8), new()
        {
            IncidentType = topic.Incident,
            ContactType = unreached ? "no_answer" : "effective",
            ActionPlan = surveys.Of(topic.Plans),
            RootCause = topic.Cause,
            PlanOwner = place.Head.Name,
            PlanCheckOn = time.Day(at).AddDays(14),
            State = AlertForm.FinishedState,
        });
    }

    private void Reopen(DemoCase made, Place place, InventedTopic topic)
    {
        Finish(made, place, topic, Working(made.CreatedAt.AddHours(2), Due(made)));
        var (at, reason) = (Working(Due(made).AddDays(1), _now), surveys.Of(InventedContent.Instance.Reopenings));
        made.Steps.Add(new(at, (desk, c) => desk.ReopenAsync(c.Number, reason, place.Analyst, ct)));
    }

    private void Open(DemoCase made, Actor who, DateTime at) => made.Steps.Add(new(at, (desk, c) => desk.OpenAsync(c.Number, who, ct)));

    private void Attempt(DemoCase made, Actor who, DateTime at, AttemptResult result)
    {
        var phone = made.Content.Values[campaign.Schema.Find(SchemaField.Base, "Celular1")!.Key].Raw;
        made.Steps.Add(new(at, (desk, c) => desk.RecordAttemptAsync(c.Number, new(Codes.Of(AttemptChannel.Phone), phone, Codes.Of(result)), who, ct)));
    }

    private void Save(DemoCase made, Actor who, DateTime at, AlertForm form) =>
        made.Steps.Add(new(at, (desk, c) => desk.SaveAsync(c.Number, c.Version, form, who, ct)));

    private Actor Worker(Place place) => place.Agents.Count > 0 && random.Next(3) > 0 ? place.Agents[random.Next(place.Agents.Count)] : place.Head;

    private DateTime Due(DemoCase made) => campaign.Settings.Sla.DueAt(made.Content.ReceivedAt, time);

    /// <summary>So much before the present that what follows has room.</summary>
    private DateTime Earlier(DateTime at) => at < _now.AddMinutes(-45) ? at.AddMinutes(-15) : _now.AddMinutes(-60);

    /// <summary>A moment within office hours between two, or simply in the middle where there is none.</summary>
    private DateTime Working(DateTime from, DateTime to)
    {
        for (var tries = 0; tries < 60; tries++)
        {
            var at = from + (to - from) * random.NextDouble();
            if (time.ToLocal(at).Hour is >= 9 and < 18)
                return Whole(at);
        }
        return Whole(from + (to - from) / 2);
    }

    private static DateTime Whole(DateTime at) => new(at.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, DateTimeKind.Utc);
}
