using FluentValidation;
using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Kernel;

namespace OpsConsole.Domain.Cases;

/// <summary>The shape of the form: known codes, lengths, and, to finish, nothing missing. What depends on the case belongs to <see cref="ClosingRules"/>.</summary>
public sealed class AlertFormValidator : AbstractValidator<AlertForm>
{
    public const int PlanMax = 4_000, OwnerMax = 200;

    public AlertFormValidator(CampaignSettings settings)
    {
        RuleFor(f => f.State).NotEmpty().WithErrorCode("required")
            .Must(s => s is null or "" or AlertForm.FollowUpState or AlertForm.FinishedState).WithErrorCode("unknown");
        RuleFor(f => f.IncidentType).Must(c => c is null || settings.Incident(c) is not null).WithErrorCode("unknown");
        RuleFor(f => f.ContactType).Must(c => c is null || settings.Contact(c) is not null).WithErrorCode("unknown");
        RuleFor(f => f.RootCause).Must(c => c is null || settings.RootCauses.Any(r => r.Code == c)).WithErrorCode("unknown");
        RuleFor(f => f.ActionPlan).MaximumLength(PlanMax).WithErrorCode("too_long").Must(TextRules.IsStorable).WithErrorCode("text.invalid");
        RuleFor(f => f.PlanOwner).MaximumLength(OwnerMax).WithErrorCode("too_long").Must(TextRules.IsStorable).WithErrorCode("text.invalid");
        When(f => f.IsFinished, () =>
        {
            RuleFor(f => f.IncidentType).NotEmpty().WithErrorCode("required");
            RuleFor(f => f.ContactType).NotEmpty().WithErrorCode("required");
            RuleFor(f => f.ActionPlan).NotEmpty().WithErrorCode("required")
                .Must(p => string.IsNullOrWhiteSpace(p) || TextFold.VisibleLength(p) >= settings.PlanMinLength).WithErrorCode("too_short");
            RuleFor(f => f.RootCause).NotEmpty().When(f => settings.Incident(f.IncidentType)?.CustomerActionNeeded == true).WithErrorCode("required");
        });
    }

    /// <summary>One refusal per broken field, named as the API names it.</summary>
    public static IReadOnlyList<Refusal> Check(AlertForm form, CampaignSettings settings) =>
        [.. new AlertFormValidator(settings).Validate(form).Errors.DistinctBy(e => e.PropertyName).Select(e => new Refusal(
            e.ErrorCode, char.ToLowerInvariant(e.PropertyName[0]) + e.PropertyName[1..],
            e.ErrorCode == "too_short" ? TextFold.VisibleLength(form.ActionPlan) : null, e.ErrorCode == "too_short" ? settings.PlanMinLength : null))];
}
