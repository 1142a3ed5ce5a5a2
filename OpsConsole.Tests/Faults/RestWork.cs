using System.Collections.Concurrent;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Faults;

/// <summary>People who change cases by REST, at random, at any console; what is refused is part of the game, a broken console is not.</summary>
internal sealed class RestWork(IEnumerable<(string Number, bool IsAlert)> cases)
{
    private static readonly string[] Branches = SampleInstallation.Branches;

    private readonly ConcurrentDictionary<int, (string Number, bool IsAlert)> _cases = new(cases.Index().Select(c => KeyValuePair.Create(c.Index, c.Item)));
    private int _done;

    /// <summary>Changes that came about.</summary>
    public int Done => _done;

    public ConcurrentDictionary<string, int> ByVerb { get; } = [];

    public async Task ChangeAsync(IReadOnlyList<ApiClient> people, Random random, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var (verb, answer, who, number) = await ActAsync(people, random);
            Assert.True(answer.Status < 500, $"{verb}: {answer.Status} {answer.Body}");
            if (!answer.IsDone)
                continue;
            Count(verb);
            if (number is not null && random.Next(4) == 0 && (await who.PostAsync($"cases/{number}/undo", new { })).IsDone)
                Count("undo");
        }
    }

    private async Task<(string Verb, ApiAnswer Answer, ApiClient Who, string? Number)> ActAsync(IReadOnlyList<ApiClient> people, Random random)
    {
        var who = people[random.Next(3) > 0 ? 0 : random.Next(people.Count)];      // mostly whoever reaches everything
        var (number, isAlert) = _cases[random.Next(_cases.Count)];
        var branch = Branches[random.Next(Branches.Length)];
        Task<ApiAnswer> Post(string verb, object body, long? version = null) => who.PostAsync($"cases/{number}/{verb}", body, version);
        async Task<(string, ApiAnswer, ApiClient, string?)> Of(string verb, Task<ApiAnswer> answer) => (verb, await answer, who, number);
        return (random.Next(12), isAlert) switch
        {
            (0, _) => await Of("open", Post("open", new { })),
            (1, _) => await Of("attempts", Post("attempts", Attempt)),
            (2 or 3, true) => await Of("finish", SavedAsync(who, number, "finished")),
            (2 or 3, false) => await Of("close", ClosedAsync(who, number)),
            (4, true) => await Of("save", SavedAsync(who, number, "follow_up")),
            (4, false) => await Of("describe", DescribedAsync(who, number, random)),
            (5, _) => await Of("transfer", Post("transfer", new { branch, reason = "por cercanía" })),
            (6, _) => await Of("reassign", Post("reassign", new { user = $"jp.{branch.ToLowerInvariant()}@demo.example", reason = "por turno" })),
            (7, _) => await Of("share", Post("share", new { user = "jp.piura@demo.example" })),
            (8, true) => await Of("reopen", Post("reopen", new { reason = "quedó pendiente" })),
            (8, false) => await Of("takeover", Post("takeover", new { })),
            (9, _) => await Of("merge", Post("merge", new { target = _cases[random.Next(_cases.Count)].Number, confirmDifferentCustomer = true })),
            (10, _) => await Of("notes", Post("notes", new { text = "nota" })),
            _ => await CreatedAsync(people[0], branch, random),
        };
    }

    private static object Attempt => new { channel = "phone", contactPoint = "073 30 11 22", result = "effective" };

    private static async Task<ApiAnswer> SavedAsync(ApiClient who, string number, string state)
    {
        var answer = await who.PostAsync($"cases/{number}/attempts", Attempt);
        return answer.IsDone ? await who.PostAsync($"cases/{number}/management", new { incidentType = "past_experience", contactType = "effective", actionPlan = Forms.LongPlan, state }, answer.Version) : answer;
    }

    private static async Task<ApiAnswer> ClosedAsync(ApiClient who, string number)
    {
        var answer = await who.GetAsync($"cases/{number}");
        if (!answer.IsDone)
            return answer;
        answer = await who.PostAsync($"cases/{number}/disposition", new { path = new[] { "contacto_efectivo", "resuelto" }, observations = "Se explicó el cobro" }, answer.Version);
        return answer.IsDone ? await who.PostAsync($"cases/{number}/close", new { }) : answer;
    }

    private static async Task<ApiAnswer> DescribedAsync(ApiClient who, string number, Random random)
    {
        var answer = await who.GetAsync($"cases/{number}");
        return answer.IsDone ? await who.SendAsync(HttpMethod.Patch, $"cases/{number}", new { priority = random.Next(2) == 0 ? "high" : "low" }, answer.Version) : answer;
    }

    private async Task<(string Verb, ApiAnswer Answer, ApiClient Who, string? Number)> CreatedAsync(ApiClient who, string branch, Random random)
    {
        var answer = await who.PostAsync("cases", new { campaign = "servicio", branch, type = "Reclamo", priority = random.Next(2) == 0 ? "urgent" : "normal", description = "Cobro doble" });
        if (answer.IsDone)
            lock (_cases)
                _cases[_cases.Count] = (answer.Body.GetProperty("number").GetString()!, false);
        return ("create", answer, who, null);
    }

    private void Count(string verb)
    {
        Interlocked.Increment(ref _done);
        ByVerb.AddOrUpdate(verb, 1, (_, n) => n + 1);
    }
}
