using OpsConsole.Domain.Messages;
using OpsConsole.Web.Notifications;

namespace OpsConsole.Web.Messaging;

/// <summary>The ways out of the console: a mail server and a gateway, both of the configuration.</summary>
public static class MessagingSetup
{
    public static void AddMessaging(this IServiceCollection services)
    {
        services.AddOptions<SmtpOptions>().BindConfiguration(SmtpOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IMessageCarrier, SmtpCarrier>();
        services.AddSingleton<IMessageCarrier, GatewayCarrier>();
        services.AddSingleton<NotificationMailer>();
        services.AddHostedService(s => s.GetRequiredService<NotificationMailer>());
    }
}
