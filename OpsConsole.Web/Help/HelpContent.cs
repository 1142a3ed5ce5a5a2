namespace OpsConsole.Web.Help;

/// <summary>Which keys work on which screen, and which words the help explains. A key stands here only when the screen has it.</summary>
public static class HelpContent
{
    public static readonly IReadOnlyList<string> Terms = ["Unmanaged", "Started", "FollowUp", "Shared", "Transferred", "Completed", "Due"];

    public static readonly IReadOnlyList<(string Screen, (string[] Press, string What)[] Keys)> Keys =
    [
        ("Everywhere",
        [
            (["Tab"], "Next"),
            (["Escape"], "Close"),
            (["Slash"], "Search"),
            (["g", "n"], "Notifications"),
        ]),
        ("Grid",
        [
            (["Up", "Down", "Left", "Right"], "Move"),
            (["Home", "End"], "Ends"),
            (["PageUp", "PageDown"], "Page"),
            (["Space", "x"], "Select"),
            (["Enter"], "Work"),
            (["v"], "View"),
            (["Dot"], "ShowNew"),
            (["p"], "Pause"),
            (["g", "Digit"], "NthFilter"),
            (["f"], "Filter"),
            (["c"], "Columns"),
            (["Shift", "Enter"], "SortAlso"),
            (["Shift", "F10"], "ColumnMenu"),
        ]),
        ("Columns",
        [
            (["Up", "Down"], "Move"),
            (["Escape"], "Close"),
        ]),
        ("Builder",
        [
            (["Ctrl", "Enter"], "Save"),
            (["Up", "Down"], "Move"),
            (["Escape"], "Close"),
        ]),
        ("Alert",
        [
            (["j"], "Next"),
            (["k"], "Previous"),
            (["u"], "Back"),
            (["a"], "Attempt"),
            (["Ctrl", "Enter"], "Record"),
            (["Ctrl", "s"], "Save"),
        ]),
        ("Pending",
        [
            (["Up", "Down"], "Move"),
            (["Enter"], "Work"),
            (["n"], "Next"),
            (["c"], "New"),
            (["Dot"], "Show"),
        ]),
        ("Case",
        [
            (["d"], "ContactPoint"),
            (["u"], "Account"),
            (["a"], "File"),
            (["r"], "Reassign"),
            (["b"], "Merge"),
            (["o"], "Note"),
            (["m"], "Match"),
            (["e"], "Close"),
            (["Ctrl", "s"], "Save"),
            (["Ctrl", "Enter"], "SaveAndNext"),
        ]),
    ];
}
