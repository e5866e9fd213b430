// Picker: a combobox over rows <li role="option" data-value="…" data-code="…"> that the server finds.
// The hidden input carries the value; without script the typed text is sent and the server offers choices.
(() => {
  const parts = (picker) => ({
    input: picker.querySelector("[role=combobox]"),
    value: picker.querySelector("input[type=hidden]"),
    was: picker.querySelector("input[name$=_was]"), // the text that belongs to the value
    list: picker.querySelector("[role=listbox]"),
    status: picker.querySelector("[role=status]"),
  });
  const options = (list) => [...list.querySelectorAll("[role=option]")];
  const timers = new WeakMap();

  const show = ({ input, list }, open) => {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) input.removeAttribute("aria-activedescendant");
  };

  const mark = ({ input, list }, option) => {
    options(list).forEach((row) => row.setAttribute("aria-selected", String(row === option)));
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  };

  const choose = (picker, option) => {
    const found = parts(picker);
    found.value.value = option.dataset.value;
    found.input.value = option.dataset.label || option.firstChild.textContent.trim();
    found.was.value = found.input.value;
    show(found, false);
    found.value.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const search = async (picker) => {
    const found = parts(picker);
    const text = found.input.value.trim();
    if (text.length < 2) { show(found, false); return; }
    const address = new URL(picker.dataset.url, location.href);
    address.searchParams.set("q", text);
    try {
      const answer = await fetch(address, { headers: { "HX-Request": "true" } });
      if (!answer.ok || found.input.value.trim() !== text) return; // a newer search is under way
      found.list.innerHTML = await answer.text();
    } catch { return; } // no signal: the typed text stays and is sent with the form
    const rows = options(found.list);
    rows.forEach((row, index) => { row.id = `${found.list.id}-${index}`; row.setAttribute("aria-selected", "false"); });
    found.status.textContent = picker.dataset.found.replace("%s", rows.length);
    show(found, found.list.childElementCount > 0);
  };

  addEventListener("input", (event) => {
    const picker = event.target.closest("[data-k-picker]");
    if (!picker || event.target.getAttribute("role") !== "combobox") return;
    parts(picker).value.value = "";
    clearTimeout(timers.get(picker));
    timers.set(picker, setTimeout(() => search(picker), 200));
  });
  addEventListener("keydown", (event) => {
    const picker = event.target.closest?.("[data-k-picker]");
    if (!picker || event.target.getAttribute("role") !== "combobox") return;
    const found = parts(picker);
    const rows = options(found.list);
    const here = rows.findIndex((row) => row.id === found.input.getAttribute("aria-activedescendant"));
    if (event.key === "Escape" && !found.list.hidden) { event.preventDefault(); show(found, false); }
    if (event.key === "Enter" && !found.list.hidden && here >= 0) { event.preventDefault(); choose(picker, rows[here]); }
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || !rows.length) return;
    event.preventDefault();
    show(found, true);
    mark(found, event.key === "ArrowDown" ? rows[(here + 1) % rows.length] : rows.at(here < 0 ? -1 : here - 1));
  });
  addEventListener("mousedown", (event) => { // before the input loses focus
    const option = event.target.closest("[data-k-picker] [role=option]");
    if (option) { event.preventDefault(); choose(option.closest("[data-k-picker]"), option); }
  });
  addEventListener("focusout", (event) => {
    const picker = event.target.closest?.("[data-k-picker]");
    if (picker && !picker.contains(event.relatedTarget)) show(parts(picker), false);
  });
})();
