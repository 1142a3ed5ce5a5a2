// The grid's own keys and row menu: one tab stop, arrows walk the cells, nothing of it needs the server.
(() => {
  const grid = () => document.querySelector("table.grid");
  const rowsOf = table => [...table.tBodies[0].rows];
  const cellsOf = row => [...row.cells].filter(cell => cell.offsetParent !== null);
  let place = { row: 0, cell: 1 };

  function mark(table, row, cell, focus) {
    const rows = rowsOf(table);
    if (rows.length === 0) return;
    place.row = Math.min(Math.max(0, row), rows.length - 1);
    const cells = cellsOf(rows[place.row]);
    place.cell = Math.min(Math.max(0, cell), cells.length - 1);
    for (const old of table.querySelectorAll("td[tabindex='0']")) old.tabIndex = -1;
    const at = cells[place.cell];
    at.tabIndex = 0;
    if (focus) at.focus();
  }

  // inner links, boxes and buttons are reached by Enter and Space, not by Tab: the table is one stop
  function prepare() {
    const table = grid();
    if (!table) return;
    for (const inner of table.tBodies[0].querySelectorAll("a:not([tabindex]), button:not([tabindex]), input:not([tabindex])")) inner.tabIndex = -1;
    if (!table.querySelector("td[tabindex='0']")) mark(table, place.row, place.cell, false);
  }
  new MutationObserver(prepare).observe(document.documentElement, { childList: true, subtree: true });

  const page = table => Math.max(1, Math.floor(table.parentElement.clientHeight / (rowsOf(table)[0]?.offsetHeight || 40)) - 2);

  document.addEventListener("keydown", e => {
    const cell = e.target.closest?.("table.grid td");
    if (!cell || e.ctrlKey || e.metaKey || e.altKey || e.target.matches("input:not([type=checkbox])") || oc.silent(e)) return;
    const table = grid(), row = rowsOf(table).indexOf(cell.parentElement), at = cellsOf(cell.parentElement).indexOf(cell);
    const go = (r, c) => { e.preventDefault(); mark(table, r, c, true); };
    switch (e.key) {
      case "ArrowDown": case "j": return go(row + 1, at);
      case "ArrowUp": case "k": return go(row - 1, at);
      case "ArrowRight": return go(row, at + 1);
      case "ArrowLeft": return go(row, at - 1);
      case "Home": return go(row, 0);
      case "End": return go(row, 999);
      case "PageDown": return go(row + page(table), at);
      case "PageUp": return go(row - page(table), at);
      case " ": case "x": e.preventDefault(); return cell.parentElement.querySelector("input.chk")?.click();
      case "Enter":
        if (e.target.matches("button, a")) return;
        e.preventDefault();
        return (cell.querySelector("button") ?? cell.parentElement.querySelector("a.id"))?.click();
      case "v": {
        e.preventDefault();
        e.stopImmediatePropagation();
        return openRow(cell.parentElement, "modo=ver");
      }
    }
  });

  document.addEventListener("focusin", e => {
    const cell = e.target.closest?.("table.grid td");
    if (!cell) return;
    const table = grid();
    mark(table, rowsOf(table).indexOf(cell.parentElement), cellsOf(cell.parentElement).indexOf(cell), false);
  });

  // the address of a case says the list it is of: what is added goes behind that
  const withMode = (href, mode) => mode ? href + (href.includes("?") ? "&" : "?") + mode : href;

  function openRow(row, mode) {
    const link = document.createElement("a");
    link.href = withMode(row.querySelector("a.id").getAttribute("href"), mode);
    document.body.append(link);
    link.click();
    link.remove();
  }

  document.addEventListener("click", e => {
    const dots = e.target.closest?.("table.grid .dots");
    if (dots) {
      const menu = document.getElementById("rowmenu"), href = dots.closest("tr").querySelector("a.id").getAttribute("href");
      for (const item of menu.querySelectorAll("[data-row-href]")) item.setAttribute("href", withMode(href, item.dataset.rowHref));
      menu.querySelector("[data-row-copy]").dataset.link = new URL(href.split("?")[0], location.href).href;      // whoever gets it has a list of their own
      menu.ocButton = dots;
      menu.togglePopover();
      return;
    }
    const copy = e.target.closest?.("[data-row-copy]");
    if (copy) oc.copy(copy.dataset.link);
  });

  document.addEventListener("toggle", e => {
    if (e.target.id !== "rowmenu" || !e.target.ocButton) return;
    e.target.ocButton.setAttribute("aria-expanded", String(e.newState === "open"));
    if (e.newState === "closed") e.target.ocButton.closest("td")?.focus();
  }, true);

  // the search box asks by itself half a second after the last key; Enter asks at once, Escape empties it
  let timer;
  document.addEventListener("input", e => {
    if (!e.target.matches?.("[data-grid-search]")) return;
    clearTimeout(timer);
    timer = setTimeout(() => e.target.dispatchEvent(new Event("change", { bubbles: true })), 500);
  });
  document.addEventListener("change", e => { if (e.target.matches?.("[data-grid-search]")) clearTimeout(timer); }, true);
})();

// Columns: the menu of a head, and the picker with its handles. A step or a drop arrives at the component as one event "colmove".
(() => {
  document.addEventListener("contextmenu", e => {
    const head = e.target.closest?.("table.grid th[data-col]"), menu = document.getElementById("colmenu");
    if (!head || !menu) return;
    e.preventDefault();
    menu.dataset.column = head.dataset.col;
    menu.ocButton = head.querySelector("button");
    if (!menu.matches(":popover-open")) menu.showPopover();
  });
  document.addEventListener("toggle", e => {
    if (e.target.id === "colmenu" && e.newState === "closed") e.target.ocButton?.focus();
  }, true);
  document.addEventListener("click", e => {
    const act = e.target.closest?.("#colmenu [data-act], table.grid th [data-act]");
    if (act) {
      const menu = document.getElementById("colmenu"), inMenu = menu.contains(act);
      const column = inMenu ? menu.dataset.column : act.closest("th").dataset.col;
      const action = !inMenu && e.shiftKey ? "also" : act.dataset.act;
      if (inMenu) menu.hidePopover();
      document.querySelector("table.grid thead")?.dispatchEvent(new CustomEvent("colaction", { bubbles: true, detail: { column, action } }));
    }
    if (e.target.closest?.("[data-cp-close]")) setTimeout(() => document.getElementById("columns-open")?.focus());
  });

  const move = (hand, detail) => hand.dispatchEvent(new CustomEvent("colmove", { bubbles: true, detail }));
  const lineOf = el => el?.closest?.("li[data-cp-col]");

  document.addEventListener("keydown", e => {
    const panel = e.target.closest?.("[data-cp]") ?? (e.target === document.body ? document.querySelector("[data-cp]") : null);
    if (!panel || e.defaultPrevented) return;
    if (e.target.matches("button.hand") && (e.key === "ArrowUp" || e.key === "ArrowDown")) {
      e.preventDefault();
      move(e.target, { column: lineOf(e.target).dataset.cpCol, step: e.key === "ArrowUp" ? -1 : 1, to: null });
    } else if (e.key === "Escape" || (e.key === "Enter" && e.target.matches(".editing input:not([type=checkbox])"))) {
      e.preventDefault();
      if (e.target.matches(".editing input")) {
        e.target.dispatchEvent(new Event("change", { bubbles: true }));
        panel.querySelector("[data-cp-done]").click();
      } else panel.querySelector("[data-cp-close]").click();
    }
  });

  let dragged = null;
  const over = e => lineOf(document.elementFromPoint(e.clientX, e.clientY));
  const clear = () => document.querySelectorAll(".cp li.over, .cp li.drag").forEach(li => li.classList.remove("over", "drag"));
  document.addEventListener("pointerdown", e => {
    const hand = e.target.closest?.(".cp button.hand");
    if (!hand || e.button !== 0) return;
    dragged = hand;
    hand.setPointerCapture(e.pointerId);
    lineOf(hand).classList.add("drag");
  });
  document.addEventListener("pointermove", e => {
    if (!dragged) return;
    document.querySelectorAll(".cp li.over").forEach(li => li.classList.remove("over"));
    over(e)?.classList.add("over");
  });
  document.addEventListener("pointerup", e => {
    if (!dragged) return;
    const hand = dragged, from = lineOf(hand).dataset.cpCol, to = over(e)?.dataset.cpCol;
    dragged = null;
    clear();
    if (to && to !== from) move(hand, { column: from, step: 0, to });
  });
  document.addEventListener("pointercancel", () => { dragged = null; clear(); });
})();

// The filter builder: Ctrl Enter saves (what is being typed first arrives as a change), Esc closes and keeps the draft; arrows on a handle move, they do not scroll.
(() => {
  document.addEventListener("keydown", e => {
    const panel = e.target.closest?.("[data-fb]") ?? (e.target === document.body ? document.querySelector("[data-fb]") : null);
    if (!panel || e.defaultPrevented) return;
    if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      if (e.target.matches("input, textarea")) e.target.dispatchEvent(new Event("change", { bubbles: true }));
      panel.querySelector("[data-fb-save]").click();
    } else if (e.key === "Escape") {
      const open = e.target.closest("details.several[open]"), days = e.target.closest(".date-calendar");
      e.preventDefault();
      if (days) {
        const button = days.parentElement.querySelector(".date-box button");
        button.click();
        button.focus();
        return;
      }
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
        return;
      }
      panel.querySelector("[data-fb-close]").click();
    } else if (e.target.matches("[data-move]") && (e.key === "ArrowUp" || e.key === "ArrowDown")) e.preventDefault();
  });
  document.addEventListener("click", e => {
    if (e.target.closest?.("[data-fb-close]")) setTimeout(() => document.getElementById("filter-open")?.focus());
  });
})();
