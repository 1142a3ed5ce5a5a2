using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Customers;

namespace OpsConsole.Domain.Imports;

/// <summary>One row of a file of service cases, understood.</summary>
/// <param name="Branch">As the file names it.</param>
/// <param name="Customer">Null where the row says nothing of one.</param>
public sealed record ServiceRow(long Line, string Key, string? Branch, string? Type, string? Description, CasePriority Priority, string? Account, CustomerForm? Customer, IReadOnlyDictionary<string, FieldValue> Values, string Hash) : ICaseRow;
