// What the browser does by itself, without a round trip: clocks, menus, keys, copying, the look. Loaded before blazor.web.js.
// Everything listens on document, so that it works for elements that come later.
window.oc = (() => {
  const root = document.documentElement;

  // ── clocks: elements with data-due (UTC) show the time left; the words stand in data-clock of <html>, in the page's language ──
  const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR;
  const words = JSON.parse(root.dataset.clock ?? "{}");
  const skew = (Date.parse(root.dataset.now) || Date.now()) - Date.now();       // the server's clock counts, not this computer's
  const fill = (text, ...values) => text.replace(/\{(\d)\}/g, (_, i) => values[i]);

  function span(ms) {
    const days = Math.floor(ms / DAY), hours = Math.floor(ms % DAY / HOUR), minutes = Math.floor(ms % HOUR / MINUTE);
    if (days > 0) return hours > 0 ? fill(words.DaysHours, days, hours) : fill(words.Days, days);
    if (hours > 0) return minutes > 0 ? fill(words.HoursMinutes, hours, String(minutes).padStart(2, "0")) : fill(words.Hours, hours);
    return minutes > 0 ? fill(words.Minutes, minutes) : words.Under;
  }

  // Only the value of the text node: replacing the node would cut it off from the component that owns it.
  const write = (element, text) => {
    if (!element) return;
    if (!element.firstChild) element.append(text);
    else if (element.firstChild.nodeValue !== text) element.firstChild.nodeValue = text;
  };

  function tickOne(clock, now) {
    const left = Date.parse(clock.dataset.due) - now;
    write(clock, fill(left < 0 ? words.Ago : words.In, span(Math.abs(left))));
    const badge = clock.closest(".sla");
    if (!badge) return;
    const state = left < 0 ? "over" : left < DAY ? "soon" : "";       // crossing a limit changes the look at that minute, not at the next render
    badge.classList.toggle("soon", state === "soon");
    badge.classList.toggle("over", state === "over");
    write(badge.querySelector(".ic"), { over: "error", soon: "hourglass_top" }[state] ?? "schedule");
  }

  function tick() {
    const now = Date.now() + skew;
    for (const clock of document.querySelectorAll("[data-due]")) tickOne(clock, now);
    for (const count of document.querySelectorAll("[data-until]")) write(count, String(Math.max(0, Math.ceil((Date.parse(count.dataset.until) - now) / 1000))));
  }
  setInterval(tick, 1000);

  // ── the tab's title: that of the page on screen, which says it in data-tab ──
  const title = () => {
    const said = document.querySelector("[data-tab]")?.dataset.tab;
    if (said && document.title !== said) document.title = said;
  };
  new MutationObserver(title).observe(root, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-tab"] });

  // ── menus: native popovers; here only their place, the arrow keys and closing after a choice ──
  function place(menu) {
    const button = menu.ocButton ?? document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
    if (!button) return;
    const at = button.getBoundingClientRect(), size = menu.getBoundingClientRect(), gap = 4;
    const left = Math.min(Math.max(gap, at.right - size.width), innerWidth - size.width - gap);
    const below = at.bottom + gap, above = at.top - size.height - gap;
    const top = below + size.height <= innerHeight || above < gap ? below : above;
    menu.style.left = `${left}px`;
    menu.style.top = `${Math.max(gap, Math.min(top, innerHeight - size.height - gap))}px`;
  }

  const items = menu => [...menu.querySelectorAll("[role=menuitem]:not([aria-disabled=true])")];

  document.addEventListener("toggle", e => {
    const menu = e.target;
    if (!(menu instanceof HTMLElement) || !menu.matches(".menu[popover]")) return;
    const open = e.newState === "open";
    document.querySelectorAll(`[popovertarget="${CSS.escape(menu.id)}"]`).forEach(b => b.setAttribute("aria-expanded", String(open)));
    if (menu.dataset.panel !== undefined) menu.dispatchEvent(new CustomEvent("panel", { bubbles: true, detail: { open } }));      // drawn only while it is open
    if (!open) return;
    place(menu);
    showLook();
    items(menu)[0]?.focus();
  }, true);

  document.addEventListener("keydown", e => {
    const menu = e.target.closest?.("[role=menu]");
    if (!menu) return;
    const all = items(menu), here = all.indexOf(document.activeElement);
    const to = { ArrowDown: (here + 1) % all.length, ArrowUp: (here - 1 + all.length) % all.length, Home: 0, End: all.length - 1 }[e.key];
    if (to === undefined || all.length === 0) return;
    e.preventDefault();
    all[to].focus();
  });

  // ── what one is told: arrows walk from the bell through the lines, and a button that goes with its press leaves the focus in the panel ──
  document.addEventListener("keydown", e => {
    const notes = document.querySelector("#notes:popover-open"), at = document.activeElement;
    if (!notes || (at.id !== "bell" && !notes.contains(at)) || e.ctrlKey || e.altKey || e.metaKey) return;
    const lines = [...notes.querySelectorAll(".nl > li")].map(line => line.querySelector("a, button")).filter(Boolean);
    const here = lines.findIndex(line => line.closest("li").contains(at));
    const to = { ArrowDown: here + 1, ArrowUp: here < 0 ? lines.length - 1 : here - 1, Home: 0, End: lines.length - 1 }[e.key];
    if (to === undefined || lines.length === 0) return;
    e.preventDefault();
    lines[Math.min(Math.max(0, to), lines.length - 1)].focus();
  });
  document.addEventListener("click", e => {
    const gone = e.target.closest?.("#notes :is([data-read], #notes-read-all)");
    if (gone) (gone.closest("li")?.querySelector("a") ?? document.getElementById("notes")).focus();
  });

  document.addEventListener("click", e => {
    const target = e.target.closest?.("[role=menuitem], [data-closes], [data-copy], [data-set], [data-reveal], [data-fill], [data-reload], [data-skip]");
    if (!target) return;
    if (target.matches("[role=menuitem], [data-closes]")) target.closest("[popover]")?.hidePopover();
    if (target.dataset.copy !== undefined) copy(target.dataset.copy);
    if (target.dataset.set !== undefined) {
      setLook(target.dataset.set, target.dataset.value);
      document.querySelector(".me")?.dispatchEvent(new CustomEvent("look", { bubbles: true, detail: { name: target.dataset.set, value: target.dataset.value } }));
    }
    if (target.dataset.reveal !== undefined) reveal(target);
    if (target.dataset.fill !== undefined) fillIn(target.dataset.fill);
    if (target.dataset.skip !== undefined) {           // "#main" would be read from <base>: another page
      e.preventDefault();
      document.getElementById("main").focus();
    }
    if (target.dataset.reload !== undefined) location.reload();
  });
  addEventListener("resize", () => document.querySelectorAll(".menu[popover]:popover-open").forEach(place));

  // the personal menu outlives the pages: its language switch comes back to where one is
  document.addEventListener("submit", e => {
    const back = e.target.closest("#user-menu")?.querySelector("input[name=returnUrl]");
    if (back) back.value = location.pathname + location.search;
  });

  // ── the look: two attributes of <html> and two cookies; nothing is rendered anew ──
  function setLook(name, value) {
    if (name === "theme") root.dataset.themeChoice = value;
    if (name === "density") root.dataset.density = value;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `oc-${name}=${value}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
    showLook();
  }

  function showLook() {
    const now = { theme: root.dataset.themeChoice, density: root.dataset.density };
    for (const button of document.querySelectorAll("[data-set]"))
      button.setAttribute("aria-pressed", String(now[button.dataset.set] === button.dataset.value));
  }

  function reveal(button) {
    const field = document.getElementById(button.dataset.reveal), hidden = field.type === "password";
    field.type = hidden ? "text" : "password";
    button.setAttribute("aria-pressed", String(hidden));
    button.querySelector(".ic").textContent = hidden ? "visibility_off" : "visibility";
    field.focus();
  }

  // "id=value id=value": the demo accounts of the sign-in page
  function fillIn(pairs) {
    for (const [id, value] of pairs.split(" ").map(pair => pair.split("=", 2))) document.getElementById(id).value = value;
    document.querySelector("form.form button[type=submit]")?.focus();
  }

  // ── keys of a screen: data-key="x" on a link or button presses it, unless somebody is typing; "g 1" is two keys in a row ──
  let before = "", beforeAt = 0;
  const silent = e => e.key.length === 1 && e.key !== " " && document.querySelector(".app[data-keys=off]") !== null;       // the person turned keys of one character off
  const typing = el => el.closest?.("input, textarea, select, [contenteditable=true], [role=textbox]");

  document.addEventListener("keydown", e => {
    if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.repeat || typing(e.target) || silent(e)) return;
    const pair = e.timeStamp - beforeAt < 1200 ? `${before} ${e.key}` : "";
    before = e.key;
    beforeAt = e.timeStamp;
    const scope = document.querySelector("dialog[open], .rz-dialog") ?? document;
    const found = [pair, e.key].filter(Boolean).map(k => scope.querySelector(`[data-key="${CSS.escape(k)}"]`)).find(Boolean);
    if (!found) return;
    e.preventDefault();
    before = "";
    if (found.matches("input, textarea, select, [popovertarget]")) found.focus();      // what it opens gives the focus back to it
    if (!found.matches("input, textarea, select")) found.click();
  });

  // ── hurried hands: a deed is done once. The second click of a double click presses nothing, whatever stands under it by then, nor does Enter pressed twice ──
  const DEEDS = "button[type=submit], .btn.pri, [role=menuitem], [data-ctrl], [data-bulk], [data-once]", ATONCE = 400;
  let deed = null, deedAt = -ATONCE;
  addEventListener("click", e => {
    const button = e.target.closest?.(DEEDS);
    if (!button) return;
    const again = e.detail > 1 || (e.detail === 0 && button === deed && e.timeStamp - deedAt < ATONCE);      // 0: by a key
    [deed, deedAt] = [button, e.timeStamp];
    if (!again) return;
    e.preventDefault();
    e.stopImmediatePropagation();
  }, true);
  addEventListener("input", () => deed = null, true);   // what was typed since then makes it another deed, however fast the hands

  // ── boxes with data-debounce: what is typed arrives as one change, 300 ms after the last letter ──
  let typed = 0;
  document.addEventListener("input", e => {
    if (!e.target.matches?.("[data-debounce]")) return;
    clearTimeout(typed);
    typed = setTimeout(() => e.target.dispatchEvent(new Event("change", { bubbles: true })), 300);
  });
  document.addEventListener("change", e => { if (e.target.matches?.("[data-debounce]")) clearTimeout(typed); });

  // ── helpers called from components ──
  async function copy(text) {
    try { await navigator.clipboard.writeText(text); return true; }
    catch { return false; }
  }

  /** Fetches Radzen's sheet and script the first time one of its controls is shown: no page waits for them. The sheet comes before our own, which have the last word. */
  let radzen;
  const radzenFiles = () => radzen ??= new Promise(ready => {
    const sheet = Object.assign(document.createElement("link"), { rel: "stylesheet", href: "_content/Radzen.Blazor/css/standard-base.css?v=13.1.0" });
    const script = Object.assign(document.createElement("script"), { src: "_content/Radzen.Blazor/Radzen.Blazor.min.js?v=13.1.0" });
    let left = 2;
    sheet.onload = script.onload = sheet.onerror = script.onerror = () => { if (--left === 0) ready(true); };
    document.querySelector("link[rel=stylesheet]").before(sheet);
    document.head.append(script);
  });

  /** The short names of the days in Radzen's calendar are hidden from who listens, and their full ones no heading: the short ones are said. */
  function calendar() {
    for (const hidden of document.querySelectorAll(".date-calendar th [aria-hidden], .date-calendar th[aria-hidden]")) hidden.removeAttribute("aria-hidden");
  }

  /** Copies what stands in a field now. */
  const copyOf = id => copy(document.getElementById(id)?.value ?? "");

  /** Copies an address of this console as others can open it. */
  const copyLink = path => copy(new URL(path, document.baseURI).href);

  /** Focus an element by id, if it is there; the caret goes to the end of a text. */
  function focus(id) {
    const found = document.getElementById(id);
    found?.focus();
    return found === document.activeElement;
  }

  /** The first focus of a panel that opened, unless somebody was quicker and types in it already. */
  const enter = id => document.activeElement?.closest(".panel")?.contains(document.getElementById(id)) || focus(id);

  /** The focus goes along with what a command did to a line, unless the person was quicker and is on another one by now. */
  const follow = (id, from) => (from && document.activeElement?.matches("[data-label]") && document.activeElement.id !== from) || focus(id);

  /** Opens a native dialog; the focus goes to what asks for it, else to the first field, else to the first button of its foot. */
  function modal(dialog) {
    if (!dialog?.isConnected || dialog.open) return;
    dialog.showModal();
    (dialog.querySelector("[autofocus]") ?? dialog.querySelector("input, select, textarea") ?? dialog.querySelector("footer button"))?.focus();
  }

  return { silent, tick, copy, copyOf, copyLink, radzen: radzenFiles, calendar, focus, enter, follow, modal };
})();
