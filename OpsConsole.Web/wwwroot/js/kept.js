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

  /** What waits goes back into the fields, as if it were typed now; where somebody saved another value meanwhile, that one stays. */
  function restore(form) {
    const kept = read(form), done = given(form);
    for (const [name, { was, now }] of Object.entries(kept)) {
      const field = done.has(name) ? null : fields(form).find(f => nameOf(form, f) === name);
      if (!field || (field.matches("select") && ![...field.options].some(o => o.value === now))) continue;     // not there yet
      done.add(name);
      if (valueOf(field) === now || (!isCheck(field) && valueOf(field) !== was)) continue;
      if (isCheck(field)) field.checked = now === "true"; else field.value = now;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      const note = form.querySelector("[data-kept-note]");
      if (note) note.hidden = false;
    }
  }

  new MutationObserver(() => { for (const form of document.querySelectorAll("[data-keep]")) restore(form); }).observe(document.body, { subtree: true, childList: true });

  /** Saved: what the forms on screen hold is not merely typed any more. */
  oc.arrived = () => {
    for (const form of document.querySelectorAll("[data-keep]")) {
      write(form, {});
      const note = form.querySelector("[data-kept-note]");
      if (note) note.hidden = true;
    }
    begun = new WeakMap();
    put = new WeakMap();
  };

  document.addEventListener("click", e => {
    if (!e.target.closest?.("[data-kept-drop]")) return;
    write(formOf(e.target), {});
    location.reload();
  });

  document.addEventListener("submit", e => {
    if (!e.target.matches("[data-sign-out]")) return;
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  });
})();
