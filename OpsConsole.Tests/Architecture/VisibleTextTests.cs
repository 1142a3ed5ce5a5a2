using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.CompilerServices;
using Microsoft.AspNetCore.Components.Rendering;
using OpsConsole.Tests.Support;
using Xunit;

namespace OpsConsole.Tests.Architecture;

/// <summary>No string outside resources: what a component writes on the screen is looked up, never spelled out.</summary>
public sealed partial class VisibleTextTests
{
    private static readonly Assembly Web = Assembly.Load("OpsConsole.Web");

    [Fact]
    public void No_component_spells_out_what_it_shows() =>
        Assert.Empty(Web.GetTypes().Where(IsComponent).SelectMany(Literals).Distinct());

    [Fact]
    public void No_source_of_Web_assigns_a_literal_to_something_shown() =>
        Assert.Empty(from file in RepositoryRoot.Sources("OpsConsole.Web", ".cs")
                     where !file.Name.StartsWith("OpsConsole.Web/Migrations/")
                     from line in file.Lines
                     where Assigned().IsMatch(line) || (Spanish().IsMatch(line) && !line.TrimStart().StartsWith("//"))
                     select $"{file.Name}: {line.Trim()}");

    [Fact]
    public void Spelled_out_text_attributes_and_parameters_are_seen() =>
        Assert.Equal(["Title=Proyecto", "aria-label=Ayuda", "text=Hola", "text=Hola a todos", "title=Salir"], Literals(typeof(Careless)).Order(StringComparer.Ordinal));

    [Fact]
    public void Looked_up_text_and_technical_attributes_pass() => Assert.Empty(Literals(typeof(Careful)));

    [Theory]
    [InlineData("Title = \"Guardar\",", true)]
    [InlineData("Summary: \"Done\"", true)]
    [InlineData("notifications.Notify(\"Guardó el caso\");", true)]
    [InlineData("Title = text[\"Save\"],", false)]
    [InlineData("Title = \"\",", false)]
    public void An_assigned_literal_is_seen(string line, bool seen) => Assert.Equal(seen, Assigned().IsMatch(line) || Spanish().IsMatch(line));

    // Lambdas of a component (child content, templates) live in nested classes.
    private static bool IsComponent(Type type) =>
        type.IsSubclassOf(typeof(ComponentBase)) || (type.DeclaringType is { } outer && IsComponent(outer));

    private static IEnumerable<string> Literals(Type type) => IlReader.Methods(type).SelectMany(method => Literals([.. IlReader.Read(method)]));

    private static IEnumerable<string> Literals(IReadOnlyList<Instruction> code)
    {
        for (var i = 2; i < code.Count; i++)
            if (code[i].Method is { } call && call.DeclaringType == typeof(RenderTreeBuilder))
                foreach (var literal in Literals(call.Name, Before(code, i)))
                    yield return literal;
    }

    private static IEnumerable<string> Literals(string call, (string? Name, string? Value) given) => call switch
    {
        nameof(RenderTreeBuilder.AddContent) when Worded(given.Value) => [$"text={given.Value}"],
        nameof(RenderTreeBuilder.AddMarkupContent) when given.Value is { } markup => InMarkup(markup),
        nameof(RenderTreeBuilder.AddAttribute) or nameof(RenderTreeBuilder.AddComponentParameter)
            when given is { Name: { } name } && Shown().IsMatch(name) && Worded(given.Value) => [$"{name}={given.Value}"],
        _ => [],
    };

    private static IEnumerable<string> InMarkup(string markup) =>
        Attribute().Matches(markup).Where(match => Shown().IsMatch(match.Groups[1].Value) && Worded(match.Groups[2].Value))
            .Select(match => $"{match.Groups[1].Value}={match.Groups[2].Value}")
            .Concat(Tag().Split(markup).Where(Worded).Select(text => $"text={text.Trim()}"));

    // The value counts only if the literal is the argument itself: a literal inside a look-up is followed by a call.
    private static (string? Name, string? Value) Before(IReadOnlyList<Instruction> code, int call)
    {
        var at = call - 1;
        if (code[at].Method?.DeclaringType == typeof(RuntimeHelpers))
            at--;
        return code[at].Text is { } value ? (at > 0 ? code[at - 1].Text : null, value) : (null, null);
    }

    private static bool Worded(string? text) => text is not null && text.Any(char.IsLetter) && !Entity().IsMatch(text.Trim());

    [GeneratedRegex("^(title|placeholder|alt|label|aria-(label|description|roledescription|valuetext|placeholder)|Alt|AriaLabel|Tooltip|Caption|Hint|Help|Message|Summary|Detail|.*(Title|Text|Label|Placeholder|Tooltip|Message))$")]
    private static partial Regex Shown();

    [GeneratedRegex(@"([\w-]+)=""([^""]*)""")]
    private static partial Regex Attribute();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("^&[a-z]+;$")]
    private static partial Regex Entity();

    [GeneratedRegex(@"\b(Title|Text|Placeholder|Label|Summary|Detail|Tooltip|Caption|AriaLabel)\s*[=:]\s*\$?""[^""]*\p{L}")]
    private static partial Regex Assigned();

    [GeneratedRegex(@"""[^""]*[áéíóúñÁÉÍÓÚÑ¿¡][^""]*""")]
    private static partial Regex Spanish();

    private sealed class Careless : ComponentBase
    {
        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.AddMarkupContent(0, "<p aria-label=\"Ayuda\" class=\"wide\">Hola a todos</p>");
            builder.OpenElement(1, "button");
            builder.AddAttribute(2, "title", "Salir");
            builder.AddContent(3, "Hola");
            builder.CloseElement();
            builder.OpenComponent<Careful>(4);
            builder.AddComponentParameter(5, nameof(Careful.Title), RuntimeHelpers.TypeCheck("Proyecto"));
            builder.CloseComponent();
        }
    }

    private sealed class Careful : ComponentBase
    {
        [Parameter]
        public string? Title { get; set; }

        protected override void BuildRenderTree(RenderTreeBuilder builder)
        {
            builder.OpenElement(0, "button");
            builder.AddAttribute(1, "class", "wide");
            builder.AddAttribute(2, "title", Lookup("Exit"));
            builder.AddContent(3, Lookup("Hello"));
            builder.AddMarkupContent(4, "<i>·</i> ");
            builder.CloseElement();
        }

        private string Lookup(string key) => key + Title;
    }
}
