// The alert page in the browser: it owns what is typed. The form's fields are read here, never bound key by key to the server;
// what was typed is sent one second after the last key, at the latest two seconds after the first, and again until it arrived.
const QUIET = 1000, ATMOST = 2000, AGAIN = 3000, PATIENCE = 4000, BEAT = 5000;
const INVISIBLE = /[\s\p{Cc}\p{Cf}\p{Mn}]/u;

// The bar that says "no connection" is shown by blazor.web.js: meanwhile a call would only fail.
const connected = () => !document.querySelector("#components-reconnect-modal:is(.components-reconnect-show, .components-reconnect-retrying, .components-reconnect-failed, .components-reconnect-rejected)");

// ── the form ──
let form = null;        // { element, dotnet, options, typedAt, timer, dirty, sending, held, last }

const fields = element => [...element.querySelectorAll("[data-f]")];
const valueOf = (element, name) => {
  const all = fields(element).filter(f => f.dataset.f === name);
  return all[0]?.type === "radio" ? all.find(f => f.checked)?.value ?? ""
    : all[0]?.type === "checkbox" ? all.filter(f => f.checked).map(f => f.value).join(",") : all[0]?.value ?? "";
};
const fill = (field, value) => {
  if (field.type === "radio") field.checked = field.value === value;
  else if (field.type === "checkbox") field.checked = value.split(",").includes(field.value);
  else field.value = value;
};
const values = element => Object.fromEntries(fields(element).map(f => [f.dataset.f, valueOf(element, f.dataset.f)]));
const content = f => JSON.stringify({ form: values(f.element), start: JSON.parse(f.options.start) });
const within = call => Promise.race([call, new Promise((_, fail) => setTimeout(fail, PATIENCE))]);      // without a connection a call never ends
const place = f => `oc-draft:${f.options.user}:${f.options.number}`;

function count(element) {
  for (const counter of element.querySelectorAll("[data-count-of]")) {
    const text = String([...valueOf(element, counter.dataset.countOf)].filter(c => !INVISIBLE.test(c)).length);
    if (counter.firstChild) counter.firstChild.nodeValue = text; else counter.append(text);
  }
  for (const counter of element.querySelectorAll("[data-length-of]")) {
    const { length } = valueOf(element, counter.dataset.lengthOf);
    if (counter.firstChild) counter.firstChild.nodeValue = String(length); else counter.append(String(length));
    counter.classList.toggle("bad", length > Number(counter.dataset.most));
  }
}

function plan(f, wait) {
  clearTimeout(f.timer);
  f.timer = setTimeout(() => send(f), Math.max(0, wait));
}

function typed(f, quiet) {
  f.dirty = true;
  f.last = content(f);
  f.typedAt ??= performance.now();
  count(f.element);
  beatTyped();
  plan(f, quiet ? Math.min(QUIET, f.typedAt + ATMOST - performance.now()) : 0);
}

async function send(f) {
  if (!f.dirty || f.held) return;
  if (f.sending) { plan(f, QUIET); return; }
  const what = content(f);
  f.sending = true;
  f.typedAt = null;
  let arrived = false;
  try { arrived = connected() ? await within(f.dotnet.invokeMethodAsync("TypedAsync", what)) : await put(f, what, false); }
  catch { arrived = await put(f, what, false); }       // no circuit: perhaps the server answers all the same
  f.sending = false;
  if (arrived) stored(f, what);
  else { keep(f, what); plan(f, AGAIN); }
}

async function put(f, what, leaving) {
  try {
    const answer = await fetch(`/api/v1/cases/${f.options.number}/draft`, {
      method: "PUT", keepalive: leaving, credentials: "same-origin",
      headers: { "Content-Type": "application/json", RequestVerificationToken: f.options.token },
      body: JSON.stringify({ content: what, baseVersion: f.options.version }),
    });
    return answer.ok;
  } catch { return false; }
}

function stored(f, what) {
  if (content(f) === what) f.dirty = false; else plan(f, QUIET);
  drop(f);
}

// What has not arrived yet waits in this tab, for the next time the same person opens the alert here.
function keep(f, what) {
  try { sessionStorage.setItem(place(f), JSON.stringify({ content: what, version: f.options.version })); } catch { /* full or forbidden: nothing to be done */ }
}
function drop(f) {
  try { sessionStorage.removeItem(place(f)); } catch { /* as above */ }
}

function flush() {
  if (!form?.dirty || form.held) return;
  const f = form, what = f.element.isConnected ? content(f) : f.last;
  keep(f, what);
  put(f, what, true).then(arrived => { if (arrived) { f.dirty = content(f) !== what; drop(f); } });
}

/** What an earlier page of this tab could not send; null where nothing waits. */
export function waiting(user, number) {
  try { return sessionStorage.getItem(`oc-draft:${user}:${number}`); } catch { return null; }
}

export function forget(user, number) {
  try { sessionStorage.removeItem(`oc-draft:${user}:${number}`); } catch { /* as above */ }
}

export function start(id, dotnet, options) {
  stop();
  const element = document.getElementById(id);
  if (!element) return;
  const shown = JSON.parse(options.shown), now = values(element);       // somebody may have typed before this script was there
  const early = Object.keys(shown).some(name => name in now && now[name] !== shown[name].replace(/\r\n?/g, "\n"));
  const f = form = { element, dotnet, options, typedAt: null, timer: 0, dirty: options.dirty || early, sending: false, held: false };
  element.addEventListener("input", e => { if (e.target.dataset.f) typed(f, e.target.matches("textarea, input:not([type=radio], [type=checkbox])")); });
  element.addEventListener("change", e => { if (e.target.dataset.f) typed(f, false); });
  count(element);
  element.dataset.kept = "";                            // from here on nothing that is typed gets lost
  if (f.dirty) plan(f, 0);
}

/** Everything in the fields now; until clean or resume nothing is sent, so that no draft comes after the save. */
export function hold() {
  if (!form) return null;
  clearTimeout(form.timer);
  form.held = true;
  return content(form);
}

export function read() { return form ? content(form) : null; }

/** Saved: only what was typed since then is still unsaved. */
export function clean(what, startValues, version) {
  if (!form) return;
  form.options.start = startValues;
  form.options.version = version;
  const saved = what ? JSON.parse(what).form : null, now = values(form.element);
  form.dirty = saved !== null && Object.keys(now).some(name => name !== "state" && now[name] !== saved[name]);
  form.held = false;
  drop(form);
  if (form.dirty) plan(form, QUIET);
}

export function resume() {
  if (!form) return;
  form.held = false;
  if (form.dirty) plan(form, QUIET);
}

/** Fields that came from somebody else: each only if it still holds what the server believes; answers the names of those that do not. */
export function set(changes) {
  const refused = [];
  if (!form) return refused;
  for (const { name, expected, value } of changes) {
    if (expected !== null && valueOf(form.element, name) !== expected) { refused.push(name); continue; }
    for (const field of fields(form.element).filter(x => x.dataset.f === name)) {
      fill(field, value);
      const shown = field.closest("label, .field") ?? field;
      shown.classList.remove("flash");
      void shown.offsetWidth;
      shown.classList.add("flash");
    }
  }
  count(form.element);
  form.last = content(form);
  return refused;
}

/** The person asked for this text: it counts as typed. */
export function write(name, value) {
  if (!form) return;
  for (const field of fields(form.element).filter(x => x.dataset.f === name)) {
    fill(field, value);
    if (field.type === "radio" || field.type === "checkbox") continue;
    field.focus();
    if (field.matches("textarea, [type=text], input:not([type])")) field.selectionEnd = field.selectionStart = value.length;
  }
  typed(form, false);
}

/** Saved whole: nothing of what was typed is wanted any more. */
export function discard() {
  if (!form) return;
  clearTimeout(form.timer);
  form.dirty = false;
  drop(form);
}

export function rebase(startValues, version) {
  if (!form) return;
  form.options.start = startValues;
  form.options.version = version;
}

export function stop() {
  if (!form) return;
  clearTimeout(form.timer);
  flush();
  form = null;
}

addEventListener("pagehide", flush);
addEventListener("oc:leaving", flush);
addEventListener("online", () => { if (form?.dirty) plan(form, 0); });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") flush(); });

// ── keys with Ctrl: data-ctrl="s" is pressed by Ctrl S, data-ctrl="Enter" by Ctrl Enter; the focus goes there first, so that a field's text is taken over ──
document.addEventListener("keydown", e => {
  if (!(e.ctrlKey || e.metaKey) || e.altKey || e.repeat) return;
  const scope = document.querySelector("dialog[open]") ?? document;
  const button = scope.querySelector(`[data-ctrl="${CSS.escape(e.key)}"]`) ?? scope.querySelector(`[data-ctrl="${CSS.escape(e.key.toLowerCase())}"]`);
  if (!button && !(e.key.toLowerCase() === "s" && form)) return;
  e.preventDefault();                                   // the browser's own dialog for Ctrl S helps nobody here
  if (!button) return;
  const before = document.activeElement;
  button.focus({ preventScroll: true });
  button.click();
  if (scope === document) before?.focus?.({ preventScroll: true });
});

// ── presence: the browser says that it is there ──
let pulse = null;       // { dotnet, timer, active, typed, told }

// Where the focus is; else the part that is shown.
const section = () => (document.activeElement?.closest?.("[data-part]") ?? document.querySelector(".part[data-part]"))?.dataset.part ?? null;

function beat(p) {
  if (!connected()) return;
  p.section = section();
  p.dotnet.invokeMethodAsync("BeatAsync", p.active, p.typed, p.section).catch(() => { /* no circuit: gone for the others too */ });
  p.active = p.typed = false;
}

function beatTyped() {
  if (!pulse) return;
  pulse.active = pulse.typed = true;
  if (performance.now() - pulse.told < BEAT) return;
  pulse.told = performance.now();
  beat(pulse);                                          // the first letter shows at once, the next ones with the pulse
}

const alive = () => { if (pulse) pulse.active = true; };

// Going to another part shows within a second, once it is drawn.
const moved = () => { if (pulse) { clearTimeout(pulse.moved); pulse.moved = setTimeout(() => { if (pulse && section() !== pulse.section) { pulse.active = true; beat(pulse); } }, 600); } };
for (const kind of ["focusin", "pointerup", "keyup"]) document.addEventListener(kind, moved, { passive: true });
for (const kind of ["pointermove", "pointerdown", "keydown", "wheel"]) document.addEventListener(kind, alive, { passive: true });

export function here(dotnet) {
  away();
  if (matchMedia("(max-width: 760px)").matches)         // on a phone the survey comes before the small print of the base
    for (const part of document.querySelectorAll("details[data-narrow=closed]")) part.open = false;
  pulse = { dotnet, active: true, typed: false, told: -BEAT };
  pulse.timer = setInterval(beat, BEAT, pulse);
  beat(pulse);
}

export function away() {
  clearInterval(pulse?.timer);
  clearTimeout(pulse?.moved);
  pulse = null;
}
