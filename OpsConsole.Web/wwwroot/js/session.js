// Says two minutes before that the session is about to end; any key or click goes on with it. The server's clock counts (GET /session);
// POST /session touches the session and writes its cookie anew, which a circuit cannot do.
(() => {
  const WARN = 120, TOUCH_EVERY = 60_000, LOOK_EVERY = 15_000;
  const bar = document.getElementById("session-bar"), count = bar.querySelector(".left");
  let active = false, touched = Date.now(), endsAt = Infinity, asking = false;

  // Seconds left; 0: it has ended; null: the server cannot be reached, which the connection bar says already.
  async function ask(method) {
    try {
      const answer = await fetch("session", { method, redirect: "manual", cache: "no-store", headers: { Accept: "application/json" } });
      return answer.ok ? (await answer.json()).left : answer.status === 401 || answer.type === "opaqueredirect" ? 0 : null;
    } catch { return null; }
  }

  async function sync(method) {
    if (asking) return;
    asking = true;
    const left = await ask(method);
    asking = false;
    if (left === null) return;
    if (left <= 0) {
      dispatchEvent(new CustomEvent("oc:leaving"));           // drafts are kept before the page goes
      location.assign(`signin?fin=true&returnUrl=${encodeURIComponent(location.pathname + location.search)}`);
      return;
    }
    if (method === "POST") touched = Date.now();
    endsAt = Date.now() + left * 1000;
    const ending = left <= WARN;
    if (ending) count.dataset.until = new Date(endsAt).toISOString();
    bar.hidden = !ending;
  }

  // Hands are there: the person's status follows (Shell/PersonStatus), once a minute at most.
  let handsAt = -TOUCH_EVERY;
  function hands() {
    const now = performance.now(), status = document.getElementById("status");
    if (!status || now - handsAt < TOUCH_EVERY || document.querySelector("#components-reconnect-modal:is(.components-reconnect-show, .components-reconnect-retrying, .components-reconnect-failed, .components-reconnect-rejected)")) return;
    handsAt = now;
    status.dispatchEvent(new CustomEvent("hands", { bubbles: true }));
  }

  for (const kind of ["keydown", "pointerdown"])
    addEventListener(kind, () => { hands(); active = true; if (!bar.hidden) { active = false; sync("POST"); } }, { capture: true, passive: true });

  setInterval(() => {
    const due = Date.now() - touched >= TOUCH_EVERY;
    if (active && due) { active = false; sync("POST"); }
    else if (!active && (endsAt - Date.now() <= (WARN + 15) * 1000 || due && endsAt === Infinity)) sync("GET");   // another tab may have gone on with it
  }, LOOK_EVERY);
  sync("GET");
})();
