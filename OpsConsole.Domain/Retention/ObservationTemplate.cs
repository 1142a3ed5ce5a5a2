using System.Text;

namespace OpsConsole.Domain.Retention;

/// <summary>The text of a motive with {marks}, filled with what is known (docs/rules.md, "Observation templates").</summary>
public static class ObservationTemplate
{
    /// <summary>Stands for a value that nobody gave.</summary>
    public const char Missing = '—';

    /// <summary>What a text may ask for.</summary>
    public static readonly IReadOnlyList<string> Marks =
        ["telefono", "cliente", "numero_servicio", "contrato", "fecha_compromiso", "fecha_proxima", "fecha_inicio", "fecha_fin", "fecha_seguimiento", "porcentaje", "meses", "n_meses", "n_dias", "costo", "numero_virtual", "anipagador", "plan", "servicio"];

    /// <summary>The text, and the values that it took, in its order.</summary>
    public static (string Text, IReadOnlyList<(string Mark, string Value)> Taken) Fill(string template, IReadOnlyDictionary<string, string?> values)
    {
        var (text, taken) = (new StringBuilder(template.Length + 40), new List<(string, string)>());
        foreach (var (part, isMark) in Parts(template))
            if (!isMark)
                text.Append(part);
            else if (values.GetValueOrDefault(part) is { Length: > 0 } value)
            {
                text.Append(value);
                taken.Add((part, value));
            }
            else
                text.Append(Missing);
        return (text.ToString(), taken);
    }

    /// <summary>Marks that are none of <see cref="Marks"/>.</summary>
    public static IEnumerable<string> Unknown(string template) => Parts(template).Where(p => p.IsMark && !Marks.Contains(p.Part)).Select(p => p.Part);

    private static IEnumerable<(string Part, bool IsMark)> Parts(string template)
    {
        for (var at = 0; at < template.Length;)
        {
            var open = template.IndexOf('{', at);
            var close = open < 0 ? -1 : template.IndexOf('}', open);
            if (close < 0)
            {
                yield return (template[at..], false);
                yield break;
            }
            if (open > at)
                yield return (template[at..open], false);
            yield return (template[(open + 1)..close], true);
            at = close + 1;
        }
    }
}
