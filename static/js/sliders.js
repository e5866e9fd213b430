// A slider beside each number field marked data-k-slider: both say the same; without script the field alone is there.
(() => {
  document.querySelectorAll("input[data-k-slider]").forEach((field) => {
    const slider = document.createElement("input");
    slider.type = "range";
    slider.className = "form-range";
    slider.min = 0;
    slider.max = Math.max(20000, 2 * Number(field.value || 0));
    slider.step = 50;
    slider.value = field.value || 0;
    slider.setAttribute("aria-label", field.getAttribute("aria-label") || field.labels?.[0]?.textContent || "");
    field.after(slider);
    slider.addEventListener("input", () => { field.value = slider.value; });
    field.addEventListener("input", () => { slider.value = field.value; });
  });
})();
