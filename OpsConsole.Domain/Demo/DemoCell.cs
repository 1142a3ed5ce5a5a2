using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;
using OpsConsole.Domain.RepeatContacts;

namespace OpsConsole.Domain.Demo;

/// <summary>The escalations of the last thirty days: customers who call again and again, forms of the front, most managed and closed since; questions to areas that wait, are late, were answered or given back; marks that are right and wrong.</summary>
/// <param name="contacts">Takes what other systems report.</param>
/// <param name="raise">Says what is late at that moment.</param>
internal sealed class DemoCell(Campaign campaign, Random random, CampaignTime time, Actor back, IReadOnlyList<Actor> staff, ContactDesk contacts, Func<Task> raise, CancellationToken ct)
{
    /// <summary>Cases of one branch by where they stand.</summary>
    public const int Closed = 30, Managed = 6, Answered = 7, Returned = 5, Late = 6, Open = 8, Fresh = 13;
    public const int PerBranch = Closed + Managed + Answered + Returned + Late + Open + Fresh;

    /// <summary>Who answers for each area: people of the demo who have other work besides.</summary>
    private static readonly (string Area, string[] People)[] Areas =
    [
        ("soporte", ["agente1.piura@demo.example", "agente1.arequipa@demo.example"]), ("visitas", ["jp.cusco@demo.example"]), ("traslados", ["agente2.piura@demo.example"]), ("cartera", ["jp.arequipa@demo.example"]),
        ("pqr", ["jp.trujillo@demo.example"]), ("retencion", ["jp.piura@demo.example"]), ("cuentas_especiales", ["agente1.arequipa@demo.example", "jp.cusco@demo.example"]),
    ];

    /// <summary>What customers come with, by cause; the area that can help.</summary>
    private static readonly (string Cause, string Area, string Petition, string Symptom, string Said)[] Matters =
    [
        ("A", "soporte", "Q", "sin internet", "Se queda sin internet todas las noches y el reinicio ya no ayuda."),
        ("A", "soporte", "P", "señal intermitente", "La televisión se congela; pide que alguien revise la señal."),
        ("B", "cuentas_especiales", "P", "cuenta corporativa", "La cuenta es de una empresa; aquí no se puede gestionar."),
        ("C", "visitas", "Q", "visita incumplida", "Esperó al técnico dos veces y no llegó; pide una fecha cierta."),
        ("C", "visitas", "Q", "visita incumplida", "El técnico vino sin el equipo y quedó en volver; nadie le avisó cuándo."),
        ("D", "traslados", "P", "traslado", "Pidió el traslado hace tres semanas y en la dirección nueva no hay servicio."),
        ("E", "retencion", "P", "cancelación", "Quiere cancelar porque nadie le resuelve; ya llamó varias veces."),
        ("F", "soporte", "P", "información", "No entiende qué incluye su plan después del cambio."),
        ("G", "cartera", "Q", "cobro duplicado", "Le cobraron dos veces el mismo mes y el ajuste no aparece."),
        ("G", "cartera", "R", "reconexión", "No está de acuerdo con la respuesta sobre la reconexión; pide que se revise."),
        ("H", "pqr", "R", "respuesta en desacuerdo", "Recibió una respuesta que no contesta lo que preguntó."),
        ("I", "soporte", "P", "venta", "Contrató un paquete por teléfono y le instalaron otro."),
    ];

    private static readonly string[] Answers = ["Se programó la visita para mañana en la mañana; el cliente ya lo sabe.", "Se hizo el ajuste y sale en la próxima factura.", "Se corrigió en el sistema; el cliente confirmó que funciona.", "Se revisó la orden y se reasignó a otra cuadrilla."],
        Closings = ["Se llamó al cliente y confirmó que quedó resuelto.", "Se explicó la respuesta del área y el cliente está de acuerdo.", "Quedó resuelto en la llamada; no pide nada más."];

    private static readonly string[] Channels = ["phone", "phone", "phone", "whatsapp", "chat", "in_person"];

    private readonly DateTime _now = time.UtcNow;
    private readonly List<DateOnly> _days = [.. DemoRetention.Workdays(campaign, time)];
    private readonly List<DemoDeed> _deeds = [];
    private readonly List<(string Account, CustomerForm Of)> _customers = [];

    /// <summary>The campaign with people in its areas.</summary>
    public static CampaignSettings WithPeople(CampaignSettings settings, IReadOnlyDictionary<string, int> ids) => settings with
    {
        Cell = settings.Cell with { Areas = [.. settings.Cell.Areas.Select(a => a with { People = [.. Areas.Where(p => p.Area == a.Code).SelectMany(p => p.People).Select(email => ids[email])] })] },
    };

    public List<DemoDeed> Tell(IEnumerable<Branch> branches)
    {
        foreach (var branch in branches)
        {
            List<Actor> workers = [.. staff.Where(a => a.BranchId == branch.Id)];
            foreach (var (count, newest, oldest, tell) in new (int, int, int, Action<Story, int>)[] { (Closed, 1, 99, Close), (Managed, 1, 6, Manage), (Answered, 1, 3, Answer), (Returned, 1, 4, Return), (Late, 2, 5, Wait) })
                for (var i = 0; i < count; i++)
                    tell(New(branch, workers), random.Next(newest, Math.Min(oldest, _days.Count - 1) + 1));
            for (var i = 0; i < Open; i++)
            {
                var story = New(branch, workers);
                Fill(story, _now.AddMinutes(-random.Next(150, 240)));
                Work(story, _now.AddMinutes(-random.Next(100, 140)));
                Ask(story, _now.AddMinutes(-random.Next(10, 90)));
            }
            for (var i = 0; i < Fresh; i++)
                Fill(New(branch, workers), _now.AddMinutes(-random.Next(10, 1_200)));
        }
        _deeds.Add(new(_now.AddSeconds(-1), _ => raise()));
        return _deeds;
    }

    private void Close(Story story, int day)
    {
        Manage(story, day);
        var at = story.At;
        if (story.Area == "cuentas_especiales" || random.Next(3) > 0)
        {
            Ask(story, at = at.AddMinutes(10));
            Say(story, at = at.AddMinutes(random.Next(40, 200)));
        }
        Mark(story, at = at.AddMinutes(random.Next(10, 40)), back);
        Then(story, at.AddMinutes(5), desk => desk.CloseAsync(story.Number, back, ct));
    }

    private void Manage(Story story, int day)
    {
        Fill(story, At(day));
        Work(story, story.At.AddMinutes(random.Next(40, 90)));
    }

    private void Answer(Story story, int day)
    {
        Manage(story, day);
        Ask(story, story.At.AddMinutes(10));
        Say(story, story.At.AddMinutes(random.Next(40, 200)));
        if (random.Next(2) == 0)
            Mark(story, story.At.AddMinutes(2), PersonOf(story.Area));
    }

    private void Return(Story story, int day)
    {
        Manage(story, day);
        Ask(story, story.At.AddMinutes(10));
        var (mark, why) = random.Next(2) == 0 ? ("wrong_area", "No es de nuestra área: revisen la causal.") : ("missing_data", "Falta el número de la orden.");
        Then(story, story.At.AddMinutes(random.Next(20, 90)), desk => desk.RuleAsync(story.Number, mark, why, PersonOf(story.Area), ct));
    }

    private void Wait(Story story, int day)
    {
        Manage(story, day);
        Ask(story, story.At.AddMinutes(10));
        var due = AreaDeadline.Of(campaign.Settings.Sla, campaign.Settings.Cell.Area(story.Area)!, story.At, time);
        _deeds.Add(new(due.AddSeconds(3), _ => raise()));
    }

    private Story New(Branch branch, List<Actor> workers)
    {
        var matter = Matters[random.Next(Matters.Length)];
        var customer = _customers.Count > 20 && random.Next(3) == 0 ? _customers[random.Next(_customers.Count)] : Somebody();         // or somebody who comes back
        var checks = campaign.Settings.Cell.Cause(matter.Cause)!.Checklist.ToDictionary(p => p.Code, _ => random.Next(5) > 0);
        var form = new EscalationForm { Account = customer.Account, Motive = matter.Said, Cause = matter.Cause, Reason = $"R{random.Next(10, 40)}", SubReason = $"S{random.Next(100, 400)}", Petition = matter.Petition, Area = matter.Area, Done = "Se validaron los datos y se reinició la gestión.", Channel = "phone", Symptom = matter.Symptom, Checks = checks };
        return new(branch, workers[random.Next(workers.Count)], form, customer.Of);
    }

    private (string Account, CustomerForm Of) Somebody()
    {
        var words = InventedContent.Instance;
        string Any(IReadOnlyList<string> from) => from[random.Next(from.Count)];
        var account = $"88{random.Next(100_000, 999_999)}";
        _customers.Add((account, new() { FirstName = Any(random.Next(2) == 0 ? words.Women : words.Men), FirstSurname = Any(words.Surnames), SecondSurname = Any(words.Surnames), Accounts = [new(account)] }));
        return _customers[^1];
    }

    private void Fill(Story story, DateTime at)
    {
        CallBefore(story, at);
        story.At = at;
        _deeds.Add(new(at, async desk => story.Number = DemoDesk.Expect(await desk.FillFormAsync(campaign.Code, story.Branch.Code, story.Form, null, story.By, ct, story.Customer))!));
    }

    /// <summary>Up to three contacts of the days before, most about the same: some customers are recurrent by them, some repeats, some neither.</summary>
    private void CallBefore(Story story, DateTime form)
    {
        for (var left = random.Next(4); left > 0; left--)
        {
            var at = form.AddMinutes(-random.Next(300, 6_000));
            var contact = new ContactForm(null, story.Form.Account, at, Channels[random.Next(Channels.Length)], "F", "consulta de saldo");
            if (random.Next(3) > 0)
                contact = contact with { Cause = story.Form.Cause, Symptom = story.Form.Symptom };
            _deeds.Add(new(at, async _ => DemoDesk.Expect(await contacts.RecordAsync(campaign.Code, contact, story.By, ct))));
        }
    }

    private void Work(Story story, DateTime at)
    {
        var management = new CellManagement { Checks = story.Form.Checks, Management = Closings[random.Next(Closings.Length)], Observations = "Se revisaron los contactos anteriores.", CaseState = "En gestión" };
        Then(story, at, desk => desk.ManageAsync(story.Number, story.Version, management, back, ct));
    }

    private void Ask(Story story, DateTime at) => Then(story, at, desk => desk.EscalateAsync(story.Number, story.Area, "El cliente espera una fecha: ¿qué le decimos?", back, ct));

    private void Say(Story story, DateTime at)
    {
        var said = Answers[random.Next(Answers.Length)];
        Then(story, at, desk => desk.AnswerAsync(story.Number, said, null, PersonOf(story.Area), ct));
    }

    /// <summary>Three of four are right.</summary>
    private void Mark(Story story, DateTime at, Actor by)
    {
        var (mark, why) = random.Next(12) switch { < 9 => ("ok", (string?)null), 9 => ("wrong_area", "Era de otra área."), 10 => ("missing_data", "Faltó el número de la orden."), _ => ("wrong_process", "No se siguió el procedimiento de la causal.") };
        Then(story, at, desk => desk.RuleAsync(story.Number, mark, why, by, ct));
    }

    private void Then(Story story, DateTime at, Func<CaseDesk, Task<Outcome>> command)
    {
        story.At = at;
        _deeds.Add(new(at, async desk =>
        {
            ct.ThrowIfCancellationRequested();
            var outcome = await command(desk);
            DemoDesk.Expect(outcome);
            story.Version = ((Outcome.Done)outcome).Version;
        }));
    }

    /// <summary>In the morning of a working day, so that everything is done by the evening.</summary>
    private DateTime At(int day) => time.ToUtc(_days[Math.Min(day, _days.Count - 1)].ToDateTime(new(9 + random.Next(3), random.Next(60))));

    private Actor PersonOf(string area) => staff.First(a => campaign.Settings.Cell.Area(area)!.People.Contains(a.Id)) with { HasShares = true };

    private sealed class Story(Branch branch, Actor by, EscalationForm form, CustomerForm customer)
    {
        public Branch Branch => branch;
        public Actor By => by;
        public EscalationForm Form => form;
        public CustomerForm Customer => customer;
        public string Area => form.Area!;
        public string Number { get; set; } = "";
        public long Version { get; set; } = 1;
        public DateTime At { get; set; }
    }
}
