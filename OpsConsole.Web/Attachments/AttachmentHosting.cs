using Microsoft.Extensions.Options;
using OpsConsole.Domain.Attachments;
using OpsConsole.Domain.Live;

namespace OpsConsole.Web.Attachments;

/// <summary>What attachments need besides their desk: limits, a place to lie, and somebody who looks at them.</summary>
public static class AttachmentHosting
{
    public static void AddAttachments(this IServiceCollection services)
    {
        services.AddOptions<AttachmentOptions>().BindConfiguration(AttachmentOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(s => Quota(s.GetRequiredService<IOptions<AttachmentOptions>>().Value));
        services.AddSingleton<IContentScan, TestFileScan>();
        services.AddSingleton<AttachmentStore>();
        services.AddSingleton<IStoredFiles>(s => s.GetRequiredService<AttachmentStore>());
    }

    private static AttachmentQuota Quota(AttachmentOptions settings) => new(settings.MaxPerCase, settings.MaxPerPersonDay);
}
