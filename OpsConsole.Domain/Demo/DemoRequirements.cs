using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.Requirements;

namespace OpsConsole.Domain.Demo;

/// <summary>The requirements of the last thirty days: within their time and late, answered and closed, with insistences in every state of the assistant, and some that the supervisors have.</summary>
internal sealed class DemoRequirements(Campaign campaign, Random random, CampaignTime time, IReadOnlyList<Actor> staff, CancellationToken ct)
{
    /// <summary>Requirements of one branch by where they stand; those after the fourth have one insistence each.</summary>
    public const int Fresh = 15, Late = 8, Answered = 10, Closed = 16, AskedOther = 2, Disagreed = 3, InsistedLate = 2, Unheard = 1, Both = 2, Blocked = 3;
    public const int PerBranch = Fresh + Late + Answered + Closed + AskedOther + (2 * (Disagreed + InsistedLate + Unheard + Both + Blocked)) + AskedOther;

    /// <summary>Who answers for each area: people of the demo who have other work besides.</summary>
    private static readonly (string Area, string[] People)[] Areas =
    [
        ("gestion_de_clientes", ["jp.trujillo@demo.example", "backoffice@demo.example"]), ("operaciones_medidor", ["agente2.piura@demo.example", "jp.cusco@demo.example"]), ("despacho_envasado", ["jp.arequipa@demo.example"]),
        ("granel", ["agente1.arequipa@demo.example"]), ("cobranza", ["jp.piura@demo.example"]), ("facturacion", ["agente1.piura@demo.example"]),
    ];

    /// <summary>What customers claim, by line.</summary>
    private static readonly (string Line, string Area, string Category, string Said, string Answer)[] Matters =
    [
        ("medidor", "facturacion", "Boleta", "La boleta de este mes es el doble de la anterior y el consumo no cambió.", "La lectura estaba errada; la boleta corregida llega en cinco días."),
        ("medidor", "operaciones_medidor", "Suministro", "Pagó la deuda y el suministro sigue cortado.", "La reposición quedó programada para mañana en la mañana."),
        ("medidor", "operaciones_medidor", "Medidor", "El medidor hace ruido y pide que lo revisen.", "Se revisó el medidor: funciona dentro de la norma."),
        ("envasado", "despacho_envasado", "Despacho", "Pidió dos cilindros y llegó uno solo.", "El segundo cilindro se entrega hoy, sin costo."),
        ("envasado", "despacho_envasado", "Despacho", "El camión no pasó el día comprometido.", "Se coordinó una nueva entrega con el cliente."),
        ("granel", "granel", "Carga", "La carga que se facturó no cuadra con el estanque.", "Se midió el estanque: se emite una nota de crédito por la diferencia."),
        ("granel", "granel", "Habilitación", "La instalación está lista y nadie viene a habilitarla.", "La habilitación queda para el jueves."),
    ];

    private static readonly string[] Channels = ["phone", "phone", "phone", "email", "social", "in_person"], Others = ["not_executed", "late_activation", "late_reconnection"];

    private readonly DateTime _now = time.UtcNow;
    private readonly List<DateOnly> _days = [.. DemoRetention.Workdays(campaign, time)];
    private readonly List<DemoDeed> _deeds = [];

    /// <summary>The campaign with people in its areas.</summary>
    public static CampaignSettings WithPeople(CampaignSettings settings, IReadOnlyDictionary<string, int> ids) => settings with
    {
        Requirements = settings.Requirements with { Areas = [.. settings.Requirements.Areas.Select(a => a with { People = [.. Areas.Where(p => p.Area == a.Code).SelectMany(p => p.People).Select(email => ids[email]).Order()] })] },
    };

    /// <summary>How many working days back the oldest one lies; its maximum date lies ten later.</summary>
    private int Oldest => Math.Min(17, _days.Count - 1);

    public List<DemoDeed> Tell(IEnumerable<Branch> branches)
    {
        foreach (var branch in branches)
        {
            List<Actor> workers = [.. staff.Where(a => a.BranchId == branch.Id)];
            Story New(string subject = "general") => Somebody(branch, workers[random.Next(workers.Count)], subject);
            Many(Fresh, i => File(i % 5 == 0 ? New("collections") : New(), i < 5 ? _now.AddMinutes(-random.Next(10, 600)) : At(random.Next(1, 9))));
            Many(Late, _ => File(New(), At(random.Next(12, Oldest + 1))));
            Many(Answered, _ => Answer(Filed(New(), random.Next(4, 10)), 2));
            Many(Closed, i => Close(i % 4 == 0 ? New("collections") : New(), random.Next(5, Oldest + 1)));
            Many(AskedOther, i => Insist(Answer(Filed(New(), 12), 9), Others[(branch.Id + i) % Others.Length], 3));
            Many(Disagreed, _ => Insist(Answer(Filed(New(), random.Next(9, Oldest)), 6), InsistenceRules.Disagreement, 3));
            Many(InsistedLate, _ => Insist(Filed(New(), Oldest), InsistenceRules.Late, Oldest - 11));
            Many(Unheard, _ => Answer(Insist(Filed(New(), Oldest), InsistenceRules.Late, Oldest - 11), 2));
            Many(Both, _ => Answer(Insist(Answer(Filed(New(), 14), 11), InsistenceRules.Disagreement, 8), 4));
            Many(Blocked, i => Refuse(i switch
            {
                0 => Answer(Insist(Filed(New(), Oldest), InsistenceRules.Late, Oldest - 11), 2),
                1 => Insist(Answer(Filed(New(), Oldest), 14), InsistenceRules.Disagreement, 13),
                _ => Answer(Insist(Answer(Filed(New(), 14), 11), InsistenceRules.Disagreement, 8), 4),
            }));
        }
        return _deeds;
    }

    private static void Many(int count, Action<int> tell)
    {
        for (var i = 0; i < count; i++)
            tell(i);
    }

    private Story Somebody(Branch branch, Actor by, string subject)
    {
        var (words, matter) = (InventedContent.Instance, Matters[random.Next(Matters.Length)]);
        string Any(IReadOnlyList<string> from) => from[random.Next(from.Count)];
        var name = $"{Any(random.Next(2) == 0 ? words.Women : words.Men)} {Any(words.Surnames)} {Any(words.Surnames)}";
        var phone = $"+569{random.Next(10_000_000, 99_999_999)}";
        var form = new RequirementForm { Subject = subject, Channel = Channels[random.Next(Channels.Length)], Name = name, Phone = phone, Description = matter.Said };
        return new(branch, by, subject == "general" ? form with { ProductLine = matter.Line, Responsible = matter.Area, Category1 = matter.Category, DocumentClass = "Reclamo" }
            : form with { Description = "Recibe correos por una deuda que no es suya.", ProductLine = "medidor" }, subject == "general" ? matter.Answer : "La deuda es de otra persona: se corrigió el contacto.");
    }

    private Story Filed(Story story, int day) => File(story, At(day));

    private Story File(Story story, DateTime at)
    {
        _deeds.Add(new(at, async desk => story.Initial = story.Number = DemoDesk.Expect(await desk.FileAsync(campaign.Code, story.Branch.Code, story.Form, null, story.By, ct))!));
        return story;
    }

    /// <summary>From here on the story is about the insistence.</summary>
    private Story Insist(Story story, string subject, int day)
    {
        _deeds.Add(new(At(day), async desk => story.Number = DemoDesk.Expect(await desk.FileAsync(campaign.Code, story.Branch.Code, Again(story, subject), null, story.By, ct))!));
        return story;
    }

    private static RequirementForm Again(Story story, string subject) => new() { Subject = subject, Initial = story.Initial, Channel = "phone", Description = "El cliente vuelve a llamar: sigue sin solución." };

    private Story Answer(Story story, int day)
    {
        _deeds.Add(new(At(day), async desk => DemoDesk.Expect(await desk.AnswerAsync(story.Number, story.Answer, null, PersonOf(story.Form.Responsible ?? "gestion_de_clientes"), ct))));
        return story;
    }

    private void Close(Story story, int day)
    {
        Answer(Filed(story, day), day - 3);
        _deeds.Add(new(At(day - 4), async desk => DemoDesk.Expect(await desk.CloseAsync(story.Number, story.By, ct))));
    }

    /// <summary>A further ticket that the assistant refuses: the supervisors have the requirement.</summary>
    private void Refuse(Story story) => _deeds.Add(new(At(1), async desk =>
    {
        if (await desk.FileAsync(campaign.Code, story.Branch.Code, Again(story, InsistenceRules.Disagreement), null, story.By, ct) is not Outcome.Refused { Reasons: [{ Code: "requirement.blocked" }, ..] })
            throw new InvalidOperationException("The demo's story lets a ticket through.");
    }));

    /// <summary>In the morning of a working day: each step on a day of its own.</summary>
    private DateTime At(int day) => time.ToUtc(_days[Math.Clamp(day, 0, _days.Count - 1)].ToDateTime(new(9 + random.Next(3), random.Next(60))));

    private Actor PersonOf(string area) => staff.First(a => campaign.Settings.Requirements.Area(area)!.People.Contains(a.Id)) with { HasShares = true };

    private sealed class Story(Branch branch, Actor by, RequirementForm form, string answer)
    {
        public Branch Branch => branch;
        public Actor By => by;
        public RequirementForm Form => form;
        public string Answer => answer;

        /// <summary>Of the requirement, and of the case that the story is about now.</summary>
        public string Initial { get; set; } = "";
        public string Number { get; set; } = "";
    }
}
