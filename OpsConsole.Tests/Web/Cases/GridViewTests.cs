using OpsConsole.Domain.Campaigns;
using OpsConsole.Domain.Cases;
using OpsConsole.Domain.Live;
using OpsConsole.Web.Cases;
using Xunit;

namespace OpsConsole.Tests.Web.Cases;

public sealed class GridViewTests
{
    private static readonly DateTime Noon = new(2026, 7, 16, 17, 0, 0, DateTimeKind.Utc);
    private static readonly Campaign Campaign = CampaignTemplate.Create(CampaignKind.CloseTheLoop, "operaciones", "Operaciones", Noon);
    private readonly GridSet _keys = GridSets.Of(Campaign, GridStandard.Of(Campaign));
    private readonly GridView _view = new();

    [Fact]
    public void A_change_of_a_shown_case_patches_the_same_row_and_flashes_what_differs()
    {
        _view.Show(new([Row(1), Row(2)], null, null), _keys);
        var shown = _view.Rows[0];
        var concerned = _view.Concerned(Changed(1, CaseEventType.Opened), Campaign.Id, _ => true);
        _view.Patch(concerned, [new(Row(1) with { Status = CaseStatus.Started, Version = 2 }, true)], _keys, _ => true);
        Assert.Same(shown, _view.Rows[0]);
        Assert.Equal(CaseStatus.Started, shown.Status);
        Assert.Equal((1, GridCells.Status), (shown.Flash, shown.Fresh));
        Assert.Equal(0, _view.Rows[1].Flash);
    }

    [Fact]
    public void A_change_of_a_case_elsewhere_asks_for_nothing()
    {
        _view.Show(new([Row(1)], null, null), _keys);
        Assert.Empty(_view.Concerned(Changed(7, CaseEventType.Attempt), Campaign.Id, _ => true));
        Assert.Empty(_view.Concerned(Changed(1, CaseEventType.Opened), Campaign.Id + 1, _ => true));
    }

    [Fact]
    public void A_row_that_no_longer_matches_is_marked_and_stays()
    {
        _view.Show(new([Row(1)], null, null), _keys);
        _view.Patch([1], [new(Row(1) with { Status = CaseStatus.Completed }, false)], _keys, _ => true);
        Assert.True(Assert.Single(_view.Rows).IsStale);
        Assert.Equal(1, _view.Stale);
    }

    [Fact]
    public void A_row_that_went_out_of_reach_shows_nothing_new()
    {
        _view.Show(new([Row(1)], null, null), _keys);
        _view.Patch([1], [], _keys, _ => true);
        Assert.True(_view.Rows[0].IsStale);
        Assert.Equal(CaseStatus.Unmanaged, _view.Rows[0].Status);
    }

    [Fact]
    public void New_cases_wait_behind_the_bar_and_each_counts_once()
    {
        _view.Show(new([Row(1)], null, null), _keys);
        foreach (var type in new[] { CaseEventType.Created, CaseEventType.Opened })
            _view.Patch(_view.Concerned(Changed(9, type), Campaign.Id, _ => true), [new(Row(9), true)], _keys, _ => true);
        Assert.Equal(1, _view.Waiting);
        Assert.Single(_view.Rows);
        _view.Show(new([Row(9), Row(1)], null, null), _keys);
        Assert.Equal(0, _view.Waiting);
    }

    [Fact]
    public void Work_on_a_case_elsewhere_is_asked_about_only_where_the_list_is_narrowed_by_it()
    {
        _view.Show(new([Row(1)], null, null), _keys);
        Assert.Empty(_view.Concerned(Changed(9, CaseEventType.Saved), Campaign.Id, _ => true));
        _view.IsNarrowed = true;
        Assert.Equal([9], _view.Concerned(Changed(9, CaseEventType.Saved), Campaign.Id, _ => true));
        Assert.Empty(_view.Concerned(Changed(9, CaseEventType.Saved), Campaign.Id, _ => false));
    }

    [Fact]
    public void While_paused_nothing_changes_and_everything_is_counted()
    {
        _view.Show(new([Row(1)], null, null), _keys);
        _view.Pause();
        Assert.Empty(_view.Concerned(Changed(1, CaseEventType.Opened), Campaign.Id, _ => true));
        Assert.Equal(1, _view.HeldBack);
        var (concerned, everything) = _view.Resume();
        Assert.Equal([1], concerned);
        Assert.False(everything);
        Assert.Equal(0, _view.HeldBack);
    }

    [Fact]
    public void A_change_that_came_while_the_page_was_read_is_read_again_when_it_is_there()
    {
        _view.Miss(Changed(1, CaseEventType.Opened));
        _view.Show(new([Row(1)], null, null), _keys);
        Assert.Equal([1], _view.TakeMissed(Campaign.Id, _ => true));
        Assert.Empty(_view.TakeMissed(Campaign.Id, _ => true));
    }

    [Fact]
    public void A_row_read_earlier_than_the_one_shown_changes_nothing()
    {
        _view.Show(new([Row(1) with { Status = CaseStatus.Started, Version = 3 }], null, null), _keys);
        _view.Patch([1], [new(Row(1), true)], _keys, _ => true);
        Assert.Equal(CaseStatus.Started, _view.Rows[0].Status);
    }

    [Fact]
    public void The_same_rows_under_other_columns_keep_their_marks_and_selection()
    {
        _view.Show(new([Row(1), Row(2)], null, null), _keys);
        _view.Selected.Take([1]);
        _view.Patch([2], [], _keys, _ => true);
        var narrow = GridSets.Of(Campaign, [new("management", "Plan de acción")]);
        _view.Redraw([new(Row(1) with { ActionPlan = "Llamar de nuevo" }, true)], narrow);
        Assert.Equal(["Llamar de nuevo"], _view.Rows[0].Texts);
        Assert.Equal((false, true, 1), (_view.Rows[0].IsStale, _view.Rows[1].IsStale, _view.Rows[1].Texts.Count));
        Assert.Equal([1], _view.Selected.Ids);
    }

    [Fact]
    public void A_text_that_changes_while_somebody_looks_flashes_by_its_place()
    {
        var set = GridSets.Of(Campaign, [new("management", "Intentos"), new("management", "Plan de acción")]);
        _view.Show(new([Row(1)], null, null), set);
        _view.Patch([1], [new(Row(1) with { ActionPlan = "Llamar", Version = 2 }, true)], set, _ => true);
        Assert.Equal((2UL, (GridCells)0, 1), (_view.Rows[0].FreshTexts, _view.Rows[0].Fresh, _view.Rows[0].Flash));
    }

    [Fact]
    public void Selection_survives_a_reload_of_the_same_rows()
    {
        _view.Show(new([Row(1), Row(2)], null, null), _keys);
        _view.Selected.SetPage([1, 2], true);
        _view.Show(new([Row(2), Row(3)], null, null), _keys);
        Assert.Equal([1, 2], _view.Selected.Ids.Order());
    }

    private static CaseChanges Changed(long id, string type) => new([new(5, id, Campaign.Id, 1, type, 3, Noon)], false, 5);

    private static CaseRow Row(long id) => new(id, Campaign.Id, 1, "PIURA", "Piura", "NORTE", CaseStatus.Unmanaged, true, "Recomendación 3 ≤ 6", 3, SurveyGroup.Detractor,
        null, null, "R-1", "Cliente inventado", Noon, Noon, null, null, Noon.AddDays(3), null, 0, 0, CasePriority.Normal, null, null, null, null, null, null, 1, "[]", "{}");
}
