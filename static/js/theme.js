// Theme, print and search key. Loaded in <head> and blocking, so that a dark page never flashes white.
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const apply = () => { root.dataset.bsTheme = stored() || (dark.matches ? "dark" : "light"); };

  apply();
  dark.addEventListener("change", apply); // the system decides until the user has
  addEventListener("click", (event) => {
    if (event.target.closest("[data-k-print]")) print();
    if (!event.target.closest("[data-k-theme]")) return;
    const theme = root.dataset.bsTheme === "dark" ? "light" : "dark";
    root.dataset.bsTheme = theme;
    try { localStorage.setItem("theme", theme); } catch { /* storage is switched off: lasts for this page */ }
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    const search = document.querySelector(".k-search [type=search]");
    if (search) { event.preventDefault(); search.focus(); }
  });
})();
