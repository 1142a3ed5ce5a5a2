// What is typed into a form with data-keep waits in this tab until it has arrived: closing a dialog by Escape, Back and a reload lose nothing.
// (The alert's own form keeps a draft on the server, see alert.js.) Kept by person; passwords never; gone with signing out and with the tab.
(() => {
  const user = document.documentElement.dataset.user, PREFIX = "oc-kept:";
  let begun = new WeakMap(), put = new WeakMap();       // a field's value before it was touched; what a form was given back

  const place = form => `${PREFIX}${user}:${form.dataset.keep}`;
  const isCheck = field => field.matches("[type=radio], [type=checkbox]");
  const valueOf = field => isCheck(field) ? String(field.checked) : field.value;
  const fields = form => [...form.querySelectorAll("input, select, textarea")].filter(f => !["file", "hidden", "search", "password"].includes(f.type) && f.id !== "password");
  const nameOf = (form, field) => field.id || `${field.name}#${fields(form).filter(f => !f.id && f.name === field.name).indexOf(field)}`;

  function read(form) {
    try { return JSON.parse(sessionStorage.getItem(place(form))) ?? {}; } catch { return {}; }
  }

  function write(form, kept) {
    try {
      if (Object.keys(kept).length > 0) sessionStorage.setItem(place(form), JSON.stringify(kept)); else sessionStorage.removeItem(place(form));
    } catch { /* full or forbidden: nothing to be done */ }
  }

  const formOf = target => target.closest?.("[data-keep]");
  document.addEventListener("focusin", e => { if (formOf(e.target) && !begun.has(e.target)) begun.set(e.target, valueOf(e.target)); });
  document.addEventListener("input", e => {
    const form = formOf(e.target), field = e.target;
    if (!form || !fields(form).includes(field)) return;
    const kept = read(form), name = nameOf(form, field), was = kept[name]?.was ?? begun.get(field) ?? "";
    if (field.type === "radio")
      for (const other of fields(form).filter(f => f.type === "radio" && f.name === field.name)) delete kept[nameOf(form, other)];
    kept[name] = { was, now: valueOf(field) };
    if (!isCheck(field) && kept[name].now === was) delete kept[name];
    write(form, kept);
    given(form).add(name);
  });

  function given(form) {
    if (!put.has(form)) put.set(form, new Set());
    return put.get(form);
  }

  /** What waits goes back into the fields, as if it were typed now; where somebody saved another value meanwhile, that one stays and the person chooses. */
  function restore(form) {
    const kept = read(form), done = given(form);
    for (const [name, { was, now }] of Object.entries(kept)) {
      const field = done.has(name) ? null : fieldOf(form, name, now);
      if (!field) continue;     // not there yet
      if (valueOf(field) !== now && !isCheck(field) && valueOf(field) !== was) continue;     // may still become what it was: another field fills it in
      done.add(name);
      if (valueOf(field) === now) continue;
      putBack(field, now);
      show(form, "[data-kept-note]");
    }
    clearTimeout(asked.get(form));
    if (others(form).length > 0) asked.set(form, setTimeout(() => ask(form), 1000));
  }

  const asked = new WeakMap();
  const fieldOf = (form, name, now) => fields(form).find(f => nameOf(form, f) === name && (!f.matches("select") || [...f.options].some(o => o.value === now)));
  const others = form => Object.entries(read(form)).filter(([name]) => !given(form).has(name)).map(([name, { now }]) => ({ name, now, field: fieldOf(form, name, now) })).filter(o => o.field);

  function putBack(field, now) {
    if (isCheck(field)) field.checked = now === "true"; else field.value = now;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  function show(form, which, seen = true) {
    const note = form.querySelector(which);
    if (note && note.hidden === seen) note.hidden = !seen;
  }

  /** What one's own words were, beside what stands in the fields. */
  function ask(form) {
    if (others(form).some(({ name, field }) => valueOf(field) === read(form)[name].was)) { restore(form); return; }     // filled in meanwhile
    const mine = others(form).filter(o => valueOf(o.field) !== o.now), text = form.querySelector("[data-kept-mine-text]");
    if (!text || !form.isConnected) return;
    const said = mine.map(o => `${o.field.labels?.[0]?.innerText.trim() ?? ""}: «${o.field.matches("select") ? [...o.field.options].find(x => x.value === o.now).text : o.now}»`).join(" · ");
    if (text.textContent !== said) text.textContent = said;
    show(form, "[data-kept-other]", mine.length > 0);
  }

  new MutationObserver(() => { for (const form of document.querySelectorAll("[data-keep]")) restore(form); }).observe(document.body, { subtree: true, childList: true });

  /** Saved: what the forms on screen hold is not merely typed any more. */
  oc.arrived = () => {
    for (const form of document.querySelectorAll("[data-keep]")) {
      write(form, {});
      show(form, "[data-kept-note]", false);
      show(form, "[data-kept-other]", false);
    }
    begun = new WeakMap();
    put = new WeakMap();
  };

  document.addEventListener("click", e => {
    const form = e.target.closest?.("[data-kept-mine]") && formOf(e.target);
    if (form) {
      const kept = read(form), mine = others(form);
      for (const { name, field } of mine) { kept[name].was = valueOf(field); given(form).add(name); }
      write(form, kept);
      for (const { field, now } of mine) putBack(field, now);
      show(form, "[data-kept-other]", false);
      mine[0]?.field.focus();
      return;
    }
    if (!e.target.closest?.("[data-kept-drop]")) return;
    write(formOf(e.target), {});
    location.reload();
  });

  document.addEventListener("submit", e => {
    if (!e.target.matches("[data-sign-out]")) return;
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  });
})();
