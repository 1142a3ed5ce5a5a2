using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Reflection;
using System.Text.RegularExpressions;

namespace OpsConsole.Web.Hosting;

/// <summary>Reads the whole configuration before anything starts and says everything that is wrong with it at once, each with its remedy.</summary>
public static partial class SettingsCheck
{
    public static IReadOnlyList<string> Errors(IConfiguration configuration, IHostEnvironment environment) =>
    [
        .. from type in typeof(SettingsCheck).Assembly.GetTypes()
           where type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section") is not null
           from error in OfOptions(configuration.GetSection((string)type.GetField("Section")!.GetRawConstantValue()!), type)
           select error,
        .. Database(configuration),
        .. Organisation(configuration),
        .. Storage(configuration, environment),
        .. Addresses(configuration, environment),
        .. Setup(configuration),
        .. Smtp(configuration),
    ];

    /// <summary>True when a host name means this machine only.</summary>
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static IEnumerable<string> OfOptions(IConfigurationSection section, Type type)
    {
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is { IsPublic: true }))
        {
            var (key, raw) = ($"{section.Path}:{property.Name}", section[property.Name]);
            var target = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            object? value = raw;
            if (!string.IsNullOrEmpty(raw) && target != typeof(string) && TypeDescriptor.GetConverter(target) is { } converter && converter.CanConvertFrom(typeof(string)))
            {
                if (!converter.IsValid(raw))
                {
                    yield return $"{key} is '{raw}': give {Wanted(target)}.";
                    continue;
                }
                value = converter.ConvertFromString(null, CultureInfo.InvariantCulture, raw);
            }
            if (!string.IsNullOrEmpty(raw))
                foreach (var rule in property.GetCustomAttributes<ValidationAttribute>().Where(rule => !rule.IsValid(value)))
                    yield return $"{key} is '{raw}': {Remedy(rule)}.";
            else if (raw is "" && property.GetCustomAttribute<RequiredAttribute>() is not null)
                yield return $"{key} is empty: give a value or remove the key.";
        }
    }

    private static IEnumerable<string> Database(IConfiguration configuration)
    {
        var provider = configuration["Database:Provider"] ?? DatabaseHosting.Sqlite;
        if (provider is not (DatabaseHosting.Sqlite or DatabaseHosting.PostgreSql))
            yield return $"Database:Provider is '{provider}': give {DatabaseHosting.Sqlite} or {DatabaseHosting.PostgreSql}.";
        if (configuration["Database:ConnectionString"] is not { } connection)
            yield break;
        var needed = provider == DatabaseHosting.PostgreSql ? "Host" : "Data Source";
        if (!Parses(connection, out var parts) || !parts.ContainsKey(needed))
            yield return $"Database:ConnectionString cannot be read: give at least '{needed}=…' for {provider}.";
    }

    private static IEnumerable<string> Organisation(IConfiguration configuration)
    {
        if (configuration["Organisation:TimeZone"] is { Length: > 0 } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            yield return $"Organisation:TimeZone is '{zone}': give an IANA name such as America/Lima.";
        if (configuration["Organisation:Culture"] is { Length: > 0 } culture && !CultureInfo.GetCultures(CultureTypes.SpecificCultures).Any(c => c.Name == culture))
            yield return $"Organisation:Culture is '{culture}': give a language with its country such as es-PE.";
    }

    private static IEnumerable<string> Storage(IConfiguration configuration, IHostEnvironment environment)
    {
        var folder = Path.Combine(environment.ContentRootPath, configuration["Storage:Directory"] ?? "data");
        string? error = null;
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            error = $"Storage:Directory is '{configuration["Storage:Directory"]}': that folder cannot be made; give one that may be written to.";
        }
        if (error is not null)
            yield return error;
    }

    private static IEnumerable<string> Addresses(IConfiguration configuration, IHostEnvironment environment)
    {
        var local = true;
        foreach (var url in (configuration["Urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (Address().Match(url) is { Success: true } match)
                local &= IsLoopback(match.Groups["host"].Value);
            else
                yield return $"Urls holds '{url}': give addresses such as http://localhost:5080, separated by ';'.";
        var demo = bool.TryParse(configuration["Demo:Enabled"], out var said) ? said : environment.IsDevelopment();
        if (demo && !local && !(bool.TryParse(configuration["Demo:AllowRemote"], out var remote) && remote))
            yield return "The demo is on and Urls reaches beyond this machine: set Demo:Enabled=false, or use a loopback address, or set Demo:AllowRemote=true if its public passwords do no harm.";
    }

    private static IEnumerable<string> Setup(IConfiguration configuration)
    {
        var (email, password) = (configuration["Setup:AdminEmail"], configuration["Setup:AdminPassword"]);
        if (string.IsNullOrEmpty(email) != string.IsNullOrEmpty(password))
            yield return "Setup:AdminEmail and Setup:AdminPassword belong together: give both or neither.";
        if (!string.IsNullOrEmpty(password) && password.Length < IdentityHosting.Password.RequiredLength)
            yield return $"Setup:AdminPassword is too short: give at least {IdentityHosting.Password.RequiredLength} characters.";
    }

    private static IEnumerable<string> Smtp(IConfiguration configuration)
    {
        if (configuration["Smtp:From"] is { Length: > 0 } from && !MailAddress.TryCreate(from, out _))
            yield return $"Smtp:From is '{from}': give an address such as casos@empresa.example, or 'Name <address>'.";
        if (string.IsNullOrEmpty(configuration["Smtp:User"]) != string.IsNullOrEmpty(configuration["Smtp:Password"]))
            yield return "Smtp:User and Smtp:Password belong together: give both or neither.";
    }

    private static bool Parses(string connection, out DbConnectionStringBuilder parts)
    {
        parts = [];
        try
        {
            parts.ConnectionString = connection;
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static string Wanted(Type type) =>
        type == typeof(bool) ? "true or false" : type.IsEnum ? string.Join(" or ", Enum.GetNames(type)) : type == typeof(TimeSpan) ? "a time such as 00:05:00" : "a whole number";

    private static string Remedy(ValidationAttribute rule) => rule switch
    {
        RangeAttribute range => FormattableString.Invariant($"give a value from {range.Minimum} to {range.Maximum}"),
        EmailAddressAttribute => "give an e-mail address",
        UrlAttribute => "give an address that starts with http:// or https://",
        MinLengthAttribute min => FormattableString.Invariant($"give at least {min.Length} characters"),
        RequiredAttribute => "give a value",
        _ => rule.FormatErrorMessage("it"),
    };

    [GeneratedRegex(@"^https?://(?<host>\[[0-9a-fA-F:.]+\]|[^/:\s]+)(:\d{1,5})?/?$")]
    private static partial Regex Address();
}
