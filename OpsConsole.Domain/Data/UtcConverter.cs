using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace OpsConsole.Domain.Data;

/// <summary>Every DateTime of the model is UTC: PostgreSQL refuses others, SQLite forgets the kind.</summary>
public sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(v => v.ToUniversalTime(), v => DateTime.SpecifyKind(v, DateTimeKind.Utc));
