// Drafts on the phone: kept while one writes, offered again after a break, gone once the server has them.
// Keys carry the account, so that on a shared phone nobody meets another's words.
(() => {
  const account = document.querySelector("[data-k-account]")?.dataset.kAccount;
  if (!account) return;
  const MINE = `draft:${account}:`;
  const LIFE = 30 * 86_400_000;
  const read = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const drop = (key) => { try { localStorage.removeItem(key); } catch { /* storage is switched off */ } };
  const keep = (key, draft) => { try { localStorage.setItem(key, JSON.stringify(draft)); return true; } catch { return false; } };
  const under = (start) => { try { return Object.keys(localStorage).filter((key) => key.startsWith(start)); } catch { return []; } };
  const kept = () => under(MINE);
  const NEVER_KEPT = ["csrfmiddlewaretoken", "private_note"]; // what is for the writer alone lies on no phone

  document.querySelectorAll("[data-k-saved]").forEach((message) => drop(MINE + message.dataset.kSaved));
  under("draft:").forEach((key) => { if (!(read(key)?.at > Date.now() - LIFE)) drop(key); });

  const banner = document.querySelector("[data-k-offline]");
  const tellSignal = () => { if (banner) banner.hidden = navigator.onLine; };
  ["online", "offline"].forEach((change) => addEventListener(change, tellSignal));
  tellSignal();

  const leave = document.getElementById("leave");
  addEventListener("submit", (event) => { // drafts do not stay behind on the phone
    if (!leave || event.target.id !== "logout" || !kept().length) return;
    if (event.submitter && leave.contains(event.submitter)) kept().forEach(drop);
    else { event.preventDefault(); leave.showModal(); }
  });

  const form = document.querySelector("form[data-k-draft]");
  if (!form) return;
  const key = MINE + form.dataset.kDraft;
  const state = document.querySelector("[data-k-draft-state]");
  const restored = document.querySelector("[data-k-draft-restored]");
  const unsent = document.querySelector("[data-k-unsent]");
  const save = document.querySelector(`button[form="${form.id}"]`);
  const first = form.elements.client_uuid.value;
  const ticks = (field) => field.type === "radio" || field.type === "checkbox";
  let timer = 0;
  let sent = false;

  // What the server has refused is not offered again unless it was changed.
  const refused = (name) => [...form.querySelectorAll("[aria-invalid=true]")].some(
    (field) => field.name === name && !ticks(field) && field.value === field.defaultValue,
  );

  const write = () => {
    clearTimeout(timer);
    timer = 0;
    const fields = [...new FormData(form)].filter(([name]) => !NEVER_KEPT.includes(name) && !refused(name));
    const done = keep(key, { at: Date.now(), day: form.dataset.kToday, fields });
    const saved = form.elements.private_note?.value ? state.dataset.kKeptWithout : state.dataset.kKept;
    state.textContent = done ? saved : state.dataset.kFull;
  };

  // «Hari ini» and «Kemarin» as dates, seen from a day; nothing for «Tanggal lain».
  const dateOf = (when, day) => {
    const back = { today: 0, yesterday: 1 }[when];
    if (back === undefined) return null;
    const date = new Date(`${day}T12:00Z`);
    date.setUTCDate(date.getUTCDate() - back);
    return date.toISOString().slice(0, 10);
  };

  // «Hari ini» of a draft from yesterday is a date by now.
  const settled = ({ day, fields }) => {
    const when = fields.find(([name]) => name === "when")?.[1];
    const date = dateOf(when, day);
    if (day === form.dataset.kToday || !date) return fields;
    const others = fields.filter(([name]) => !["when", "date"].includes(name));
    return [...others, ["when", "other"], ["date", date]];
  };

  const fill = (fields) => {
    const values = new Map();
    fields.forEach(([name, value]) => values.set(name, [...(values.get(name) ?? []), value]));
    for (const field of form.elements) {
      if (NEVER_KEPT.includes(field.name)) continue;
      const wanted = values.get(field.name);
      if (field.type === "checkbox") field.checked = wanted?.includes(field.value) ?? false;
      else if (field.type === "radio") field.checked ||= wanted?.includes(field.value) ?? false;
      else if (wanted) [field.value] = wanted;
    }
    const written = (field) => (ticks(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
    form.querySelectorAll("details").forEach((fold) => {
      fold.open ||= [...fold.querySelectorAll("input, textarea")].some(written);
    });
  };

  const draft = read(key);
  if ("kBound" in form.dataset) write();
  else if (draft) {
    fill(settled(draft));
    restored.hidden = false;
    state.textContent = state.dataset.kKept;
    history.scrollRestoration = "manual"; // the notice stands at the top
  }
  restored.querySelector("button").addEventListener("click", () => {
    drop(key);
    form.reset();
    form.elements.client_uuid.value = first; // a hidden field is not reset
    restored.hidden = true;
    state.textContent = "";
    history.scrollRestoration = "auto";
    document.getElementById("content").focus();
  });

  addEventListener("input", (event) => {
    if (event.target.form !== form) return;
    clearTimeout(timer);
    timer = setTimeout(write, 400);
  });
  addEventListener("visibilitychange", () => { if (timer) write(); });
  addEventListener("pagehide", () => { if (timer) write(); });

  const reachable = async () => {
    try {
      const asked = { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(8000) };
      return navigator.onLine && (await fetch(form.dataset.kProbe, asked)).status < 500;
    } catch { return false; }
  };
  // Without signal the log goes to the outbox of the phone, under the key and the day of this page.
  const keepForLater = async () => {
    if (!Field || !(await Field.ready)) return false;
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (value !== "" && !["csrfmiddlewaretoken", "client_uuid", "when"].includes(name)) (fields[name] ??= []).push(value);
    }
    const date = dateOf(form.elements.when.value, form.dataset.kToday);
    if (date) fields.date = [date];
    const of = (name) => Number(form.dataset[name]) || null;
    const item = { client_id: form.elements.client_uuid.value, pairing: of("kPairing"), session: of("kSession"), fields };
    try { await Field.queue(item, form.dataset.kTitle); } catch { return false; }
    drop(key);
    location.assign(form.dataset.kKeptAt);
    return true;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    write();
    save.disabled = true;
    unsent.hidden = true;
    if (await reachable()) { sent = true; form.submit(); return; }
    if (await keepForLater()) return;
    save.disabled = false;
    unsent.hidden = false;
    unsent.focus();
  });
  addEventListener("online", () => { unsent.hidden = true; });
  addEventListener("pageshow", ({ persisted }) => {
    save.disabled = false;
    if (persisted && sent && !read(key)) location.reload(); // come back to a form that the server has: a fresh one
  });
})();
