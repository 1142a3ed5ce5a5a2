using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;
using OpsConsole.Domain.Kernel;
using OpsConsole.Domain.People;

namespace OpsConsole.Domain.Demo;

/// <summary>Something that somebody did at a moment of the past.</summary>
internal sealed record DemoDeed(DateTime At, Func<CaseDesk, Task> Do);

/// <summary>The service cases of the last two weeks: some closed, some to be called again, some waiting, some fresh.</summary>
internal sealed class DemoService(Campaign campaign, Random random, CampaignTime time, CancellationToken ct)
{
    /// <summary>Cases of one branch in each state.</summary>
    public const int Closed = 9, CalledAgain = 4, Promised = 2, Escalated = 3, Waiting = 5, Fresh = 3;
    public const int PerBranch = Closed + CalledAgain + Promised + Escalated + Waiting + Fresh;

    private static readonly (string Type, string Priority, string Said)[] Matters =
    [
        ("Reclamo", "high", "En el recibo aparece un cargo por un equipo que ya fue devuelto; pide la nota de crédito."),
        ("Reclamo", "normal", "Le cobraron dos veces la reconexión del servicio y quiere saber cuándo se corrige."),
        ("Falla", "urgent", "Sin servicio desde anoche; ya reinició el equipo y la luz sigue en rojo."),
        ("Falla", "high", "La señal se corta por las tardes, todos los días a la misma hora."),
        ("Solicitud", "normal", "Quiere trasladar el servicio a su nueva dirección a fin de mes."),
        ("Solicitud", "low", "Pide el detalle de consumo de los últimos seis meses."),
        ("Consulta", "low", "Pregunta qué incluye su plan y si puede pagarlo en cuotas."),
        ("Consulta", "normal", "Quiere confirmar la fecha de la visita técnica programada."),
    ];

    /// <summary>The kind's tree with what a real service desk meets besides, after a contact and after none.</summary>
    public static IReadOnlyList<Disposition> Finer(IReadOnlyList<Disposition> tree) =>
    [
        .. tree.Select(outcome => outcome.Code switch
        {
            "contacto_efectivo" => outcome with { Children = [.. outcome.Children!, new("no_corresponde", "No corresponde", [new("otra_empresa", "Es de otra empresa"), new("caso_repetido", "Ya tiene otro caso")]), new("desiste", "El cliente desiste")] },
            "contacto_fallido" => outcome with { Children = [.. outcome.Children!, new("buzon", "Buzón de voz"), new("otra_persona", "Contesta otra persona", [new("dejo_recado", "Se dejó recado"), new("no_lo_conoce", "No conoce al cliente")])] },
            _ => outcome,
        }),
    ];

    private readonly DateTime _now = time.UtcNow;

    public IEnumerable<DemoDeed> Tell(Branch branch, IReadOnlyList<Actor> workers)
    {
        foreach (var (count, youngest, oldest, end) in new (int, double, double, Action<Story>?)[]
            { (Closed, 1.5, 14, Close), (CalledAgain, 0.6, 4, CallAgain), (Promised, 1.2, 5, Promise), (Escalated, 1, 6, Escalate), (Waiting, 0.3, 3, null), (Fresh, 0.02, 0.2, null) })
            for (var i = 0; i < count; i++)
            {
                var story = new Story(campaign, branch, workers[random.Next(workers.Count)], ct);
                var opened = Whole(_now.AddDays(-(youngest + ((oldest - youngest) * random.NextDouble()))));
                story.Deeds.Add(new(opened, Opening(story)));
                story.At = Whole(opened.AddMinutes(random.Next(12, 200)));
                if (story.At < _now.AddMinutes(-30))
                    end?.Invoke(story);
                foreach (var deed in story.Deeds)
                    yield return deed;
            }
    }

    private Func<CaseDesk, Task> Opening(Story story)
    {
        var words = InventedContent.Instance;
        var matter = Matters[random.Next(Matters.Length)];
        string Any(IReadOnlyList<string> from) => from[random.Next(from.Count)];
        var customer = new CustomerForm
        {
            Document = new("DNI", $"{random.Next(10_000_000, 99_999_999)}"),
            FirstName = Any(random.Next(2) == 0 ? words.Women : words.Men),
            FirstSurname = Any(words.Surnames),
            SecondSurname = Any(words.Surnames),
            ContactPoints = [new("mobile", $"9{random.Next(10_000_000, 99_999_999)}"), new("email", $"cliente{random.Next(1_000, 9_999)}@correo.example")],
        };
        var form = new ServiceCaseForm { Type = matter.Type, Description = matter.Said, Priority = matter.Priority, Account = $"7{random.Next(100, 999)}-{random.Next(1_000, 9_999)}" };
        return desk => story.DoAsync(desk.CreateAsync(story.Campaign.Code, story.Branch.Code, form, null, customer, story.By, ct));
    }

    private void Close(Story story)
    {
        Reach(story, AttemptResult.Effective);
        story.Then(6, (desk, s) => desk.DisposeAsync(s.Number, s.Version, new(["contacto_efectivo", "resuelto"], "Se explicó la solución y el cliente quedó conforme.", null), s.By, ct));
        story.Then(2, (desk, s) => desk.CloseAsync(s.Number, s.By, ct));
    }

    private void CallAgain(Story story)
    {
        Reach(story, AttemptResult.NoAnswer);
        var next = Whole(_now.AddHours(random.Next(2, 40)));
        story.Then(3, (desk, s) => desk.DisposeAsync(s.Number, s.Version, new(["contacto_fallido", "no_contesta"], "No contesta; se vuelve a llamar.", next), s.By, ct));
    }

    /// <summary>The agreed time has come.</summary>
    private void Promise(Story story)
    {
        Reach(story, AttemptResult.Effective);
        var next = Whole(_now.AddMinutes(-random.Next(5, 25)));
        story.Then(3, (desk, s) => desk.DisposeAsync(s.Number, s.Version, new(["contacto_efectivo", "volver_a_llamar"], "Pidió que lo llamemos a esta hora.", next), s.By, ct));
    }

    private void Escalate(Story story)
    {
        Reach(story, AttemptResult.Effective);
        story.Then(5, (desk, s) => desk.DisposeAsync(s.Number, s.Version, new(["contacto_efectivo", "escalado"], "Pasa al área técnica; se espera su respuesta.", null), s.By, ct));
    }

    private void Reach(Story story, AttemptResult result)
    {
        story.Then(0, (desk, s) => desk.OpenAsync(s.Number, s.By, ct));
        story.Then(3, (desk, s) => desk.RecordAttemptAsync(s.Number, new(Codes.Of(AttemptChannel.Phone), "celular del cliente", Codes.Of(result)), s.By, ct));
    }

    private static DateTime Whole(DateTime at) => new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Utc);

    /// <summary>One case on its way; number and version are known once it was made.</summary>
    private sealed class Story(Campaign campaign, Branch branch, Actor by, CancellationToken ct)
    {
        public Campaign Campaign => campaign;
        public Branch Branch => branch;
        public Actor By => by;
        public List<DemoDeed> Deeds { get; } = [];
        public DateTime At { get; set; }
        public string Number { get; private set; } = "";
        public long Version { get; private set; }

        public void Then(int minutes, Func<CaseDesk, Story, Task<Outcome>> command)
        {
            At = At.AddMinutes(minutes);
            Deeds.Add(new(At, desk => DoAsync(command(desk, this))));
        }

        public async Task DoAsync(Task<Outcome> command)
        {
            ct.ThrowIfCancellationRequested();
            var outcome = await command;
            DemoDesk.Expect(outcome);
            (Number, Version) = (((Outcome.Done)outcome).Id!, ((Outcome.Done)outcome).Version);
        }
    }
}
