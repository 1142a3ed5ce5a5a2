using OpsConsole.Domain.Cases;
using Xunit;

namespace OpsConsole.Tests.Domain.Cases;

/// <summary>Two people on one form: the patterns of overlap, and that no value is lost in any of them.</summary>
public sealed class AlertMergeTests
{
    private static readonly AlertForm Start = new() { ActionPlan = "plan", ContactType = "no_answer", State = AlertForm.FollowUpState };

    [Fact]
    public void Different_fields_merge_by_themselves()
    {
        var merge = AlertMerge.Of(Start, Start with { ActionPlan = "mío" }, Start with { IncidentType = "needs_assistance", RootCause = "waiting" });
        Assert.Equal(("mío", "needs_assistance", "waiting"), (merge.Form.ActionPlan, merge.Form.IncidentType, merge.Form.RootCause));
        Assert.Equal([AlertFields.Incident, AlertFields.Cause], merge.Taken);
        Assert.Empty(merge.Clashes);
    }

    [Fact]
    public void The_same_field_is_left_to_the_person_and_the_own_text_stays()
    {
        var merge = AlertMerge.Of(Start, Start with { ActionPlan = "mío" }, Start with { ActionPlan = "suyo" });
        Assert.Equal("mío", merge.Form.ActionPlan);
        Assert.Equal([new(AlertFields.Plan, "mío", "suyo")], merge.Clashes);
    }

    [Fact]
    public void The_same_change_by_both_is_no_conflict()
    {
        var merge = AlertMerge.Of(Start, Start with { ActionPlan = "igual" }, Start with { ActionPlan = "igual" });
        Assert.Empty(merge.Clashes);
        Assert.Empty(merge.Taken);
    }

    [Fact]
    public void Emptied_by_one_and_changed_by_the_other_is_asked() =>
        Assert.Equal([new(AlertFields.Plan, null, "suyo")], AlertMerge.Of(Start, Start with { ActionPlan = null }, Start with { ActionPlan = "suyo" }).Clashes);

    [Fact]
    public void Emptied_by_the_other_alone_is_taken_over()
    {
        var merge = AlertMerge.Of(Start, Start with { ContactType = "effective" }, Start with { ActionPlan = "" });
        Assert.Null(merge.Form.ActionPlan);
        Assert.Equal("effective", merge.Form.ContactType);
    }

    [Fact]
    public void Some_fields_overlap_and_others_do_not()
    {
        var next = new DateTime(2026, 7, 24, 15, 0, 0, DateTimeKind.Utc);
        var merge = AlertMerge.Of(Start, Start with { ContactType = "effective", PlanOwner = "A", PlanCheckOn = new(2026, 7, 24) }, Start with { ContactType = "phone_off", NextContactAt = next });
        Assert.Equal([new(AlertFields.Contact, "effective", "phone_off")], merge.Clashes);
        Assert.Equal(("A", new DateOnly(2026, 7, 24), next), (merge.Form.PlanOwner, merge.Form.PlanCheckOn, merge.Form.NextContactAt));
    }

    [Theory]
    [InlineData("llamar el viernes y revisar", "llamar y devolver y revisar", "llamar el viernes y devolver y revisar")]
    [InlineData("uno", "dos", "uno dos")]
    [InlineData("uno dos", "dos", "uno dos")]
    [InlineData("igual", "igual", "igual")]
    public void Combined_holds_every_word_of_both(string mine, string theirs, string both)
    {
        Assert.Equal(both, AlertMerge.Combine(mine, theirs));
        Assert.Empty(mine.Split(' ').Concat(theirs.Split(' ')).Except(both.Split(' ')));
    }
}
