namespace OpsConsole.Domain.Campaigns;

/// <summary>The kind of values a column holds; decided at the first import that has values.</summary>
public enum FieldType
{
    Text,
    Number,
    Date,
    Boolean,
    Choice,
}

/// <summary>One column that the campaign names itself. <see cref="Key"/> is its short key in the JSON columns of a case; <see cref="Type"/> is null until values came.</summary>
public sealed record SchemaField(string Source, string Name, string Key, FieldType? Type = null, bool Indexed = false)
{
    public const string Meta = "meta", Base = "base", Survey = "survey";
}

/// <summary>The columns of a campaign: metadata, base and survey, in the order that placeholders count (docs/rules.md, "Placeholders").</summary>
public sealed record BaseSchema(IReadOnlyList<SchemaField> Fields)
{
    /// <summary>Columns a campaign may have indexed at most.</summary>
    public const int MaxIndexed = 12;

    public static readonly BaseSchema Empty = new([]);

    public FieldType? TypeOf(string key)
    {
        foreach (var field in Fields)
            if (field.Key == key)
                return field.Type;
        return null;
    }

    public IEnumerable<SchemaField> Of(string source) => Fields.Where(f => f.Source == source);

    public SchemaField? Find(string source, string name)
    {
        foreach (var field in Fields)       // asked for every cell of a file
            if (field.Source == source && field.Name == name)
                return field;
        return null;
    }

    /// <summary>The schema with this column, appended where it was missing; keys are never used twice.</summary>
    public BaseSchema With(string source, string name, FieldType? type = null)
    {
        if (Find(source, name) is { } known)
            return known.Type is null && type is not null ? Replace(known, known with { Type = type }) : this;
        var letter = source[0];
        var next = Fields.Where(f => f.Key[0] == KeyLetter(letter)).Select(f => int.Parse(f.Key.AsSpan(1))).DefaultIfEmpty(0).Max() + 1;
        return new([.. Fields, new SchemaField(source, name, $"{KeyLetter(letter)}{next}", type)]);
    }

    public BaseSchema Replace(SchemaField old, SchemaField changed) => new([.. Fields.Select(f => f == old ? changed : f)]);

    private static char KeyLetter(char source) => source == 'm' ? 't' : source;
}
