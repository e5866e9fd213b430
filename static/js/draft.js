// The form of a log with signal: a draft while one writes, offered again after a break, gone once the server has it.
// Drafts lie in the phone's encrypted store beside the outbox (field.js); without one the form works and keeps none.
(() => {
  const keeps = async () => Boolean(Field && (await Field.ready));
  try { // drafts of an earlier version were readable to whoever held the phone
    Object.keys(localStorage).filter((key) => key.startsWith("draft:")).forEach((key) => localStorage.removeItem(key));
  } catch { /* storage is switched off */ }

  const form = document.querySelector("form[data-k-draft]");
  const name = form.dataset.kDraft;
  const today = form.dataset.kToday;
  const state = document.querySelector("[data-k-draft-state]");
  const restored = document.querySelector("[data-k-draft-restored]");
  const unsent = document.querySelector("[data-k-unsent]");
  const save = document.querySelector(`button[form="${form.id}"]`);
  const key = form.elements.client_uuid;
  const first = key.value;
  const NOT_WORDS = ["csrfmiddlewaretoken", "client_uuid"];
  const ticks = (field) => field.type === "radio" || field.type === "checkbox";
  let timer = 0;
  let isWritten = false;
  let sent = false;

  // What the server has refused is not offered again unless it was changed.
  const refused = (name) => [...form.querySelectorAll("[aria-invalid=true]")].some(
    (field) => field.name === name && !ticks(field) && field.value === field.defaultValue,
  );
  const words = () => {
    const fields = {};
    for (const [name, value] of new FormData(form)) if (!NOT_WORDS.includes(name)) (fields[name] ??= []).push(value);
    return fields;
  };

  const write = async () => {
    clearTimeout(timer);
    timer = 0;
    if (!(await keeps())) return;
    const fields = Object.fromEntries(Object.entries(words()).filter(([name]) => !refused(name)));
    const told = await Field.keepDraft(name, { id: key.value, day: today, fields }).then(() => "kKept", () => "kFull");
    state.textContent = state.dataset[told];
  };

  const fill = ({ id, fields }) => {
    key.value = id;
    for (const field of form.elements) {
      const wanted = fields[field.name];
      if (NOT_WORDS.includes(field.name)) continue;
      if (field.type === "checkbox") field.checked = wanted?.includes(field.value) ?? false;
      else if (field.type === "radio") field.checked ||= wanted?.includes(field.value) ?? false;
      else if (wanted) [field.value] = wanted;
    }
    const written = (field) => (ticks(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
    form.querySelectorAll("details").forEach((fold) => {
      fold.open ||= [...fold.querySelectorAll("input, textarea")].some(written);
    });
  };

  const begin = async () => {
    if ("kBound" in form.dataset) { await write(); return; }
    const draft = (await keeps()) && (await Field.draftOf(name, today));
    if (!draft || isWritten) return;
    fill(draft);
    restored.hidden = false;
    state.textContent = state.dataset.kKept;
    history.scrollRestoration = "manual"; // the notice stands at the top
  };
  begin();
  restored.querySelector("button").addEventListener("click", () => {
    Field.drop(`draft:${name}`);
    form.reset();
    key.value = first; // a hidden field is not reset
    restored.hidden = true;
    state.textContent = "";
    history.scrollRestoration = "auto";
    document.getElementById("content").focus();
  });

  addEventListener("input", (event) => {
    if (event.target.form !== form) return;
    isWritten = true;
    clearTimeout(timer);
    timer = setTimeout(write, 250);
  });
  ["visibilitychange", "pagehide"].forEach((change) => addEventListener(change, () => { if (timer) write(); }));

  const reachable = async () => {
    try {
      const asked = { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(8000) };
      return navigator.onLine && (await fetch(form.dataset.kProbe, asked)).status < 500;
    } catch { return false; }
  };
  // Without signal the log goes to the outbox of the phone, under the key and the day of this page.
  const keepForLater = async () => {
    if (!(await keeps())) return false;
    const { when: [when] = [], ...all } = words();
    const fields = Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values.filter(Boolean)]).filter(([, values]) => values.length));
    const date = Field.dateOf(when, today);
    if (date) fields.date = [date];
    const of = (name) => Number(form.dataset[name]) || null;
    const item = { client_id: key.value, pairing: of("kPairing"), session: of("kSession"), fields };
    try { await Field.queue(item, form.dataset.kTitle, `draft:${name}`); } catch { return false; }
    location.assign(form.dataset.kKeptAt);
    return true;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    save.disabled = true;
    unsent.hidden = true;
    await Promise.race([write(), new Promise((over) => setTimeout(over, 1000))]); // a key that is long in coming delays no log
    if (await reachable()) { sent = true; form.submit(); return; }
    if (await keepForLater()) return;
    save.disabled = false;
    unsent.hidden = false;
    unsent.focus();
  });
  addEventListener("online", () => { unsent.hidden = true; });
  addEventListener("pageshow", async ({ persisted }) => {
    save.disabled = false;
    if (persisted && sent && !(await Field?.one(`draft:${name}`))) location.reload(); // the server has it: a fresh form
  });
})();
