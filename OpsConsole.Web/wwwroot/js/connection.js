// The bar that says the connection is gone. Works with the 9.0 and the 10.0 blazor.web.js: it reacts to the classes that both set,
// not to the event that only 10.0 raises. The page stays readable and its fields usable.
(() => {
  const bar = document.getElementById("components-reconnect-modal");
  const has = state => bar.classList.contains("components-reconnect-" + state);
  let retrying = 0;

  new MutationObserver(() => {
    if (has("rejected")) { reload(); return; }             // the server is back, the circuit is gone
    if (has("failed") && !retrying) retrying = setInterval(retry, 5000);
    if (has("hide")) { clearInterval(retrying); retrying = 0; }
  }).observe(bar, { attributes: true, attributeFilter: ["class"] });

  document.getElementById("components-reconnect-button").addEventListener("click", retry);
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible" && has("failed")) retry(); });

  async function retry() {
    try { if (!await Blazor.reconnect()) reload(); }       // false: reached, but the circuit is gone
    catch { /* not reachable yet: the next try comes by itself */ }
  }

  // Whoever keeps what is being typed (drafts) gets the word before the page goes.
  function reload() {
    clearInterval(retrying);
    dispatchEvent(new CustomEvent("oc:leaving"));
    location.reload();
  }
})();
