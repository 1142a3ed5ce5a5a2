// Events of our own that components listen to; loaded right after blazor.web.js.
Blazor.registerCustomEventType("colaction", { createEventArgs: e => e.detail });
Blazor.registerCustomEventType("look", { createEventArgs: e => e.detail });
Blazor.registerCustomEventType("hands", { createEventArgs: () => ({}) });
Blazor.registerCustomEventType("panel", { createEventArgs: e => e.detail });
Blazor.registerCustomEventType("pick", { createEventArgs: e => e.detail });
Blazor.registerCustomEventType("colmove", { createEventArgs: e => e.detail });
Blazor.registerCustomEventType("rowcheck", {
  browserEventName: "change",
  createEventArgs: e => ({ number: e.target.closest("tr[data-n]")?.dataset.n ?? "", checked: e.target.checked === true }),
});
