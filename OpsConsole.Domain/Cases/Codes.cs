using System.Text.Json;

namespace OpsConsole.Domain.Cases;

/// <summary>Enumerations that the contract writes in snake_case: phone_off, no_answer.</summary>
public static class Codes
{
    public static string Of<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    public static T? Parse<T>(string? code) where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => Of(v) == code).Select(v => (T?)v).FirstOrDefault();
}
