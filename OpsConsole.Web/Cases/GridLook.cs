using OpsConsole.Domain.Filters;

namespace OpsConsole.Web.Cases;

/// <summary>How a grid looks at its cases: columns in their order, and the order of the rows. Null: as by default.</summary>
public sealed record GridLook(IReadOnlyList<FilterColumn>? Columns, IReadOnlyList<FilterSort>? Sort);
