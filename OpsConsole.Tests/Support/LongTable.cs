using System.Runtime.CompilerServices;
using OpsConsole.Domain.Imports;

namespace OpsConsole.Tests.Support;

/// <summary>Answers K1…Kn in any order, made while they are read; something may happen at a row of the second reading, when the rows are written.</summary>
internal sealed class LongTable(int rows) : IRowSource
{
    private int _readings;

    public IReadOnlyList<string> Header => ["Id CCX", "Fecha encuesta", "Agencia", "Recomendación", "Comentario"];

    public long HeaderLine => 1;

    public IReadOnlyList<RawRow> Top => [];

    public FileShape Shape { get; } = new("csv");

    /// <summary>Seed of the order of rows; 0: as numbered.</summary>
    public int Shuffle { get; init; }

    public int At { get; init; } = -1;

    public Func<Task> Happens { get; init; } = () => Task.CompletedTask;

    public async IAsyncEnumerable<RawRow> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        _readings++;
        var numbers = Enumerable.Range(1, rows).ToArray();
        if (Shuffle > 0)
            new Random(Shuffle).Shuffle(numbers);
        for (var i = 0; i < rows; i++)
        {
            ct.ThrowIfCancellationRequested();
            if (i == At && _readings == 2)
                await Happens();
            yield return new RawRow(i + 2, [$"K{numbers[i]}", "2026-01-10 10:00", "HOME", (numbers[i] % 11).ToString(), $"Comentario {numbers[i]}"]);
        }
    }
}
