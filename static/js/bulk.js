// Bulk bar: appears with the first ticked row, counts, ticks or clears the page. Works after every swap.
(() => {
  const refresh = (form) => {
    const rows = [...form.querySelectorAll("tbody [type=checkbox]")];
    const ticked = rows.filter((row) => row.checked).length;
    const bar = form.querySelector("[data-k-bulk]");
    const all = form.querySelector("[data-k-all]");
    if (bar) {
      bar.hidden = ticked === 0;
      bar.querySelector("[data-k-count]").textContent = ticked;
    }
    if (all) {
      all.checked = ticked > 0 && ticked === rows.length;
      all.indeterminate = ticked > 0 && ticked < rows.length;
    }
  };
  const tick = (form, checked) => {
    form.querySelectorAll("tbody [type=checkbox]").forEach((row) => { row.checked = checked; });
    refresh(form);
  };

  addEventListener("change", (event) => {
    const form = event.target.closest("[data-k-selection]");
    if (!form) return;
    if (event.target.matches("[data-k-all]")) tick(form, event.target.checked); else refresh(form);
  });
  addEventListener("click", (event) => {
    const form = event.target.closest("[data-k-none]")?.closest("[data-k-selection]");
    if (form) tick(form, false);
  });
  for (const moment of ["DOMContentLoaded", "pageshow", "htmx:afterSwap"]) {
    addEventListener(moment, () => document.querySelectorAll("[data-k-selection]").forEach(refresh));
  }
})();
