// Runs before the first paint: the server cannot know which theme the system prefers, the browser can.
// Kept apart from app.js because it must not wait for it.
(() => {
  const root = document.documentElement;
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const wanted = () => root.dataset.themeChoice === "system" ? (prefersDark.matches ? "dark" : "light") : root.dataset.themeChoice;
  const paint = () => {
    if (root.dataset.theme !== wanted()) root.dataset.theme = wanted();
  };

  paint();
  prefersDark.addEventListener("change", paint);
  // An enhanced navigation writes the server's attributes back.
  new MutationObserver(paint).observe(root, { attributes: true, attributeFilter: ["data-theme", "data-theme-choice"] });
})();
