// A screen on a wall: the token comes in the address's fragment, is exchanged for a cookie that no script reads,
// and the figures are asked for every second. Lost connections and ended tokens are said, and looked after by themselves.
(() => {
  const wall = document.getElementById("wall");
  const [figures, branches, said] = ["wall-figures", "wall-branches", "wall-said"].map(id => document.getElementById(id));
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const percent = new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const names = [...figures.querySelectorAll("[data-figure]")].map(f => f.dataset.figure);
  const second = 1000;
  let token = null, tag = null, timer = null, known = false;

  const clock = () => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
  let last = clock();

  const say = (state, text) => {
    said.setAttribute("aria-live", state === "live" ? "off" : "polite");     // the clock of a live wall is not read out
    if (wall.dataset.state !== state) wall.dataset.state = state;
    if (said.textContent !== text) said.textContent = text;
  };

  const takeToken = () => {
    const given = location.hash.slice(1);
    if (!given) return;
    token = given;
    history.replaceState(null, "", location.pathname);      // it stays on no screen
  };

  const cell = (tagName, text, className) => {
    const made = document.createElement(tagName);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const show = view => {
    document.getElementById("wall-name").textContent = view.name;
    document.getElementById("wall-region").textContent = view.region ?? wall.dataset.all;
    for (const name of names) figures.querySelector(`[data-figure="${name}"] dd`).textContent = number.format(view[name]);
    branches.tBodies[0].replaceChildren(...view.branches.map(branch => {
      const row = document.createElement("tr");
      row.append(Object.assign(cell("th", branch.branch), { scope: "row" }));
      for (const name of names) row.append(cell("td", number.format(branch[name]), `n ${name}${branch[name] ? "" : " zero"}`));
      row.append(cell("td", branch.metPercent === null ? wall.dataset.nothing : `${percent.format(branch.metPercent)} %`, "n"));
      return row;
    }));
    figures.hidden = branches.hidden = false;
  };

  // How long to wait until the next question.
  const ask = async () => {
    takeToken();
    if (token) {
      const answer = await fetch("/pared/entrar", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ token }) });
      if (answer.status === 429) return busy(answer);
      if (!answer.ok && answer.status !== 401) throw new Error(answer.status);
      [token, tag, known] = [null, null, true];
      if (!answer.ok) return ended();
    }
    const answer = await fetch("/pared/cifras", { cache: "no-store", headers: tag ? { "If-None-Match": tag } : {} });
    if (answer.status === 401) return ended();
    if (answer.status === 429) return busy(answer);
    if (answer.status === 200) {
      show(await answer.json());
      tag = answer.headers.get("ETag");
    } else if (answer.status !== 304) throw new Error(answer.status);
    known = true;
    last = clock();
    say("live", wall.dataset.asOf.replace("{0}", last));
    return second;
  };

  const ended = () => {
    figures.hidden = branches.hidden = true;
    branches.tBodies[0].replaceChildren();
    tag = null;
    say("ended", known ? wall.dataset.ended : wall.dataset.none);
    return 15 * second;
  };

  const busy = answer => {
    say("lost", wall.dataset.busy);
    return Math.max(5, Number(answer.headers.get("Retry-After")) || 5) * second;
  };

  const turn = async () => {
    let wait = 2 * second;
    try {
      wait = await ask();
    } catch {
      say("lost", wall.dataset.lost.replace("{0}", last));
    }
    timer = setTimeout(turn, wait);
  };

  addEventListener("hashchange", () => {
    clearTimeout(timer);
    turn();
  });
  document.getElementById("wall-look").addEventListener("click", () => {
    const root = document.documentElement;
    root.dataset.themeChoice = root.dataset.theme === "dark" ? "light" : "dark";
  });
  document.getElementById("wall-full").addEventListener("click", () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.());
  navigator.wakeLock?.request("screen").catch(() => { });
  turn();
})();
