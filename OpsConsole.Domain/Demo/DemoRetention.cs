using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Retention;

namespace OpsConsole.Domain.Demo;

/// <summary>Withdrawal requests that came in with one file, and when.</summary>
internal sealed record DemoFile(DateTime At, List<DemoRequest> Requests)
{
    public string Name => $"retiros-{At:yyyy-MM-dd}.csv";
}

/// <summary>One request on its way; number and version are known once its file is in.</summary>
internal sealed class DemoRequest(InventedRequest row)
{
    public InventedRequest Row => row;
    public string Number { get; set; } = "";
    public long Version { get; set; } = 1;
}

/// <summary>The withdrawal requests of the last thirty days: a file each working day, most of its requests decided since; some agreed to be called again, some late, some untouched.</summary>
internal sealed class DemoRetention(Campaign campaign, Random random, CampaignTime time, CancellationToken ct)
{
    /// <summary>Requests of one branch by what became of them.</summary>
    public const int Retained = 17, Followed = 5, Withdrawn = 10, Improper = 5, Idle = 4, Unreached = 3, Pending = 6, Started = 7, Late = 8, Fresh = 10;
    public const int Disposed = Retained + Followed + Withdrawn + Improper + Idle + Unreached + Pending, PerBranch = Disposed + Started + Late + Fresh;

    private const int Days = 30;
    private readonly DateTime _now = time.UtcNow;
    private readonly InventedRequests _requests = new(campaign, time, random, "3");
    private readonly Dictionary<string, int> _turns = [];
    private int _number;

    /// <summary>The newest first.</summary>
    public List<DemoFile> Files { get; } = [.. Workdays(campaign, time).Select(day => new DemoFile(time.ToUtc(day.ToDateTime(new(7, 30))), []))];

    public List<DemoDeed> Tell(Branch branch, IReadOnlyList<Actor> workers)
    {
        var deeds = new List<DemoDeed>();
        void Add(int count, int newest, int oldest, Action<int, Actor>? tell)
        {
            for (var i = 0; i < count; i++)
            {
                var file = Math.Min(random.Next(newest, oldest + 1), Files.Count - 1);
                if (tell is null)
                    Bring(branch, file, _requests.AnyProduct());
                else
                    tell(file, workers[random.Next(workers.Count)]);
            }
        }
        // Days count from the newest file: what is done on day 1 or before is done already, however early it is today.
        Add(Retained, 2, 99, (file, who) => Decide(deeds, branch, file, who, "retenido", Lag(file)));
        Add(Followed, 2, 6, (file, who) => Decide(deeds, branch, file, who, "retenido_seguimiento", 1));
        Add(Withdrawn, 2, 99, (file, who) => Decide(deeds, branch, file, who, "retiro_en_proceso", Lag(file)));
        Add(Improper, 2, 99, (file, who) => Decide(deeds, branch, file, who, "no_procede", Lag(file)));
        Add(Idle, 2, 99, (file, who) => Decide(deeds, branch, file, who, "no_aplica", Lag(file)));
        Add(Unreached, 5, 12, (file, who) => GiveUp(deeds, branch, file, who));
        Add(Pending - 2, 2, 3, (file, who) => Wait(deeds, branch, file, who, 1, time.ToUtc(time.Today.AddDays(random.Next(1, 4)).ToDateTime(new(9 + random.Next(8), 30)))));
        Add(1, 2, 2, (file, who) => Wait(deeds, branch, file, who, 1, _now.AddMinutes(-random.Next(5, 25))));
        Add(1, 12, 12, (file, who) => Wait(deeds, branch, file, who, file - 1, At(file - 2)));
        Add(Started, 2, 4, (file, who) => Begin(deeds, branch, file, who));
        Add(Late, 2, 6, null);
        Add(Fresh, 0, 0, null);
        return deeds;
    }

    /// <summary>Most are decided in time, some late.</summary>
    private int Lag(int file) => Math.Max(1, file - random.Next(8) switch { < 3 => 0, < 7 => 1, _ => 3 });

    private void Decide(List<DemoDeed> deeds, Branch branch, int file, Actor who, string code, int day)
    {
        var (state, motive) = Next(code);
        var request = Bring(branch, file, _requests.ProductFor(motive));
        var at = At(day);
        if (random.Next(2) == 0)
            Call(deeds, request, at, who, AttemptResult.Effective);
        Dispose(deeds, request, at.AddMinutes(random.Next(4, 15)), who, state, motive, time.Today.AddDays(random.Next(1, 6)));
    }

    private void Wait(List<DemoDeed> deeds, Branch branch, int file, Actor who, int day, DateTime next)
    {
        var (state, motive) = Next("pendiente");
        var request = Bring(branch, file, _requests.ProductFor(motive));
        Call(deeds, request, At(day), who, motive.Code == "no_contesta" ? AttemptResult.NoAnswer : AttemptResult.Effective);
        Dispose(deeds, request, At(day, 17), who, state, motive, time.Day(next), next);
    }

    /// <summary>Three days, three calls, nobody.</summary>
    private void GiveUp(List<DemoDeed> deeds, Branch branch, int file, Actor who)
    {
        var (state, motive) = Next("no_contesta_derivado_a_n1");
        var request = Bring(branch, file, _requests.Of(["DTH", "TELEVISION", "INTERNET", "CDMA"]), toReturn: true);
        for (var day = file - 1; day >= file - 3; day--)
            Call(deeds, request, At(day), who, random.Next(3) == 0 ? AttemptResult.PhoneOff : AttemptResult.NoAnswer);
        Dispose(deeds, request, At(file - 3, 17), who, state, motive, time.Today);
    }

    private void Begin(List<DemoDeed> deeds, Branch branch, int file, Actor who)
    {
        var request = Bring(branch, file, _requests.AnyProduct());
        var at = At(random.Next(1, file));
        Then(deeds, request, at, desk => desk.OpenAsync(request.Number, who, ct));
        if (random.Next(2) == 0)
            Call(deeds, request, at.AddMinutes(3), who, AttemptResult.NoAnswer);
    }

    private DemoRequest Bring(Branch branch, int file, string product, bool toReturn = false)
    {
        var request = new DemoRequest(_requests.Make(++_number, branch, product, Files[file].At, toReturn));
        Files[file].Requests.Add(request);
        return request;
    }

    private void Call(List<DemoDeed> deeds, DemoRequest request, DateTime at, Actor who, AttemptResult result) =>
        Then(deeds, request, at, desk => desk.RecordAttemptAsync(request.Number, new(Codes.Of(AttemptChannel.Phone), request.Row.Phone, Codes.Of(result)), who, ct));

    private void Dispose(List<DemoDeed> deeds, DemoRequest request, DateTime at, Actor who, RetentionState state, Motive motive, DateOnly later, DateTime? next = null)
    {
        var form = _requests.Answer(request.Row, state, motive, time.Day(at), later, next)!;
        Then(deeds, request, at, desk => desk.DisposeAsync(request.Number, request.Version, form, who, ct));
    }

    private void Then(List<DemoDeed> deeds, DemoRequest request, DateTime at, Func<CaseDesk, Task<Outcome>> command) => deeds.Add(new(at, async desk =>
    {
        ct.ThrowIfCancellationRequested();
        var outcome = await command(desk);
        DemoDesk.Expect(outcome);
        request.Version = ((Outcome.Done)outcome).Version;
    }));

    /// <summary>Every motive has its turn.</summary>
    private (RetentionState State, Motive Motive) Next(string code)
    {
        var state = campaign.Settings.Retention.State(code)!;
        var motives = campaign.Settings.Retention.MotivesOf(state);
        _turns[code] = _turns.GetValueOrDefault(code) + 1;
        return (state, motives[(_turns[code] - 1) % motives.Count]);
    }

    /// <summary>An hour of the day on which that file came.</summary>
    private DateTime At(int file, int? hour = null) => time.ToUtc(time.Day(Files[file].At).ToDateTime(new(hour ?? random.Next(9, 17), random.Next(60))));

    internal static IEnumerable<DateOnly> Workdays(Campaign campaign, CampaignTime time)
    {
        var calendar = campaign.Settings.Sla.Calendar!;
        return Enumerable.Range(0, Days).Select(ago => time.Today.AddDays(-ago))
            .Where(day => !calendar.Weekend.Contains(day.DayOfWeek) && !calendar.Holidays.ContainsKey(day))
            .Where(day => time.ToUtc(day.ToDateTime(new(7, 45))) is var at && at < time.UtcNow && time.UtcNow.AddDays(-Days) < at);
    }
}
