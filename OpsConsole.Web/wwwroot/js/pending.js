// "Casos pendientes": arrows walk the rows, and on wide screens the preview follows whoever walks by keys. Looking opens nothing.
(() => {
  const wide = matchMedia("(min-width: 1200px)"), AFTER = 120;      // who runs down the list asks for the row where they stop
  let soon = 0;

  // The address is the browser's own: a round trip that changed it could overtake the press that leaves the page.
  function pick(row) {
    if (!wide.matches || !row.isConnected || row.getAttribute("aria-current") === "true") return;
    const address = new URL(location.href);
    address.searchParams.set("caso", row.dataset.n);
    history.replaceState(history.state, "", address);
    row.dispatchEvent(new CustomEvent("pick", { bubbles: true, detail: { number: row.dataset.n } }));
  }

  document.addEventListener("keydown", e => {
    const row = e.target.closest?.(".pl .pi");
    if (!row || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === "Enter") return clearTimeout(soon);
    const rows = [...row.closest(".pl").querySelectorAll(".pi")], here = rows.indexOf(row);
    const to = { ArrowDown: here + 1, j: here + 1, ArrowUp: here - 1, k: here - 1, Home: 0, End: rows.length - 1 }[e.key];
    if (to === undefined) return;
    e.preventDefault();
    rows[Math.min(Math.max(0, to), rows.length - 1)].focus();
  });

  document.addEventListener("focusin", e => {
    const row = e.target.closest?.(".pl .pi");
    if (!row) return;
    clearTimeout(soon);
    if (row.matches(":focus-visible")) soon = setTimeout(() => { if (document.activeElement === row) pick(row); }, AFTER);
  });

  // a pointer looks by the sign at the row's beginning, and goes to the case by anything else of it
  document.addEventListener("click", e => {
    const row = e.target.closest?.(".pl .pi");
    if (!row) return;
    clearTimeout(soon);
    if (!wide.matches || !e.target.closest(".k") || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    e.stopPropagation();
    pick(row);
  }, true);
})();
