// The page without signal: one's mentees, meetings, outbox, and the form of a log, from the phone's own store.
(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const every = (selector, root = document) => [...root.querySelectorAll(selector)];
  const views = every("[data-k-view]");
  const heading = find("[data-k-heading]");
  const START = heading.textContent;
  const show = (name, title) => {
    views.forEach((view) => { view.hidden = view.dataset.kView !== name; });
    every("[data-k-tab]").forEach((tab) => { tab.toggleAttribute("aria-current", tab.dataset.kTab === name); });
    find("[data-k-back]").hidden = name !== "catat";
    find("[data-k-tabs]").hidden = name === "catat";
    heading.textContent = title || START;
    document.getElementById("content").focus({ preventScroll: true });
    scrollTo(0, 0);
  };
  if (!Field) { show("masuk"); return; }

  const initials = (name) => name.split(/\s+/).slice(0, 2).map((word) => word[0] ?? "").join("").toUpperCase();
  const language = document.documentElement.lang;
  const dayIn = (zone, back = 0) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(Date.now() - back * 86_400_000);
  const moment = (text, zone) => new Date(text).toLocaleString(language, { timeZone: zone, dateStyle: "medium", timeStyle: "short" });
  const fill = (root, texts) => Object.entries(texts).forEach(([name, text]) => {
    every(`[data-${name}]`, root).forEach((place) => { place.textContent = text; });
  });
  const pairings = async () => (await Field.all("pairing")).map((row) => row.value);
  const list = (name, lines) => {
    const place = find(`[data-k-list=${name}]`);
    place.replaceChildren(...lines);
    find("[data-k-none]", place.parentElement).hidden = lines.length > 0;
  };
  const line = (pattern, pairing, texts, session) => {
    const made = document.getElementById(pattern).content.cloneNode(true);
    fill(made, { initials: initials(pairing.title), title: pairing.title, phase: pairing.phase.label, ...texts });
    const log = find("[data-log]", made);
    log.hidden = !pairing.may_log;
    log.href = `#catat-${pairing.id}${session ? `-${session}` : ""}`;
    return made;
  };

  const drawMentees = async () => {
    const rows = (await pairings()).filter((pairing) => pairing.may_log).sort((one, other) => (one.last_held_on ?? "") < (other.last_held_on ?? "") ? -1 : 1);
    list("binaan", rows.map((pairing) => line("mentee", pairing, { goals: pairing.goals[0]?.statement ?? "" })));
  };
  const drawMeetings = async () => {
    const rows = (await pairings()).flatMap((pairing) => pairing.sessions.map((session) => ({ pairing, session })));
    rows.sort((one, other) => (one.session.start < other.session.start ? -1 : 1));
    list("jadwal", rows.map(({ pairing, session }) => line("meeting", pairing, { when: moment(session.start, pairing.zone), place: session.place }, session.id)));
  };

  // --- the form --------------------------------------------------------------------------------------------------------

  const form = find("[data-k-shell-form]");
  const OPEN_REVIEWS = 3;
  const pristine = form.innerHTML;
  const state = find("[data-k-draft-state]");
  const full = find("[data-k-full]");
  let now = null; // { pairing, session, id, draft }
  let timer = 0;

  // The rows that come from a pairing, after the pattern of one.
  const choices = (box, name, legend) => {
    find("legend", box).firstChild.textContent = `${legend} `;
    find("fieldset", box).id = `id_${name}`;
    every(".k-choice input", box).forEach((input, number) => {
      input.name = name;
      input.id = `id_${name}_${number}`;
      input.nextElementSibling.htmlFor = input.id;
    });
  };

  const prepare = (pairing, session) => {
    form.innerHTML = pristine;
    fill(form, { initials: initials(pairing.title), title: pairing.title, phase: pairing.phase.label });
    const here = find("[data-k-here]", form);
    for (const person of pairing.asks_attendance ? pairing.people : []) {
      const box = here.cloneNode(true);
      choices(box, `here_${person.id}`, person.name);
      here.before(box);
    }
    here.remove();
    find("[data-k-people]", form).hidden = !pairing.asks_attendance;
    const reviews = find("[data-k-reviews]", form);
    const pattern = find("[data-k-review]", form);
    const folded = find("[data-k-more-reviews]", form);
    pairing.actions.forEach((action, number) => {
      const box = pattern.cloneNode(true);
      choices(box, `action_${action.id}`, action.what);
      if (number < OPEN_REVIEWS) pattern.before(box); else find("[data-k-folded]", folded).append(box);
    });
    folded.hidden = pairing.actions.length <= OPEN_REVIEWS;
    pattern.remove();
    reviews.hidden = !pairing.actions.length;
    const learner = pairing.people.find((person) => person.learns);
    every("select[name^=owner_]", form).forEach((select) => {
      select.replaceChildren(...pairing.people.map((person) => new Option(person.name, person.id, false, person === learner)));
    });
    const local = (text) => Object.fromEntries(new Intl.DateTimeFormat("en-CA", {
      timeZone: pairing.zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    }).formatToParts(text).map((part) => [part.type, part.value]));
    const start = session && new Date(session.start) < Date.now() ? new Date(session.start) : new Date(Math.floor((Date.now() - 3_600_000) / 900_000) * 900_000);
    const at = local(start);
    const day = `${at.year}-${at.month}-${at.day}`;
    form.elements.time.value = `${at.hour}:${at.minute}`;
    const when = { [dayIn(pairing.zone)]: "today", [dayIn(pairing.zone, 1)]: "yesterday" }[day] ?? "other";
    every("[name=when]", form).forEach((radio) => { radio.checked = radio.value === when; });
    if (when === "other") form.elements.date.value = day;
    if (session) {
      every("[name=mode]", form).forEach((radio) => { radio.checked = radio.value === session.mode; });
      form.elements.place.value = session.place;
    }
    const rhythm = [7, 14, 28].reduce((best, days) => Math.abs(days - pairing.cadence_days) < Math.abs(best - pairing.cadence_days) ? days : best);
    every("[name=next]", form).forEach((radio) => { radio.checked = radio.value === String(rhythm); });
  };

  const values = () => {
    const found = {};
    for (const [name, value] of new FormData(form)) if (value !== "") (found[name] ??= []).push(value);
    return found;
  };
  const restore = (fields) => {
    for (const field of form.elements) {
      const wanted = fields[field.name];
      if (["radio", "checkbox"].includes(field.type)) field.checked = wanted?.includes(field.value) ?? false;
      else if (field.name) field.value = wanted?.[0] ?? "";
    }
    every("details", form).forEach((fold) => { fold.open = every("input, textarea", fold).some((each) => each.type === "checkbox" ? each.checked : each.value && each.type !== "radio" && each.name !== "evidence_count"); });
  };
  // «Hari ini» is a day of the phone, at the place of the meeting: what is kept is the date.
  const dated = (fields) => {
    const { when: [when] = [], code: _code, ...others } = fields;
    const date = Field.dateOf(when, dayIn(now.pairing.zone));
    return date ? { ...others, date: [date] } : others;
  };
  const undated = ({ date, ...others }) => ({ ...others, date, when: ["other"] });

  const open = async (pairing, session, item) => {
    now = { pairing, session: session?.id ?? item?.item.session ?? null, id: item?.item.client_id ?? Field.newId(), draft: `${pairing.id}:${session?.id ?? 0}`, mends: Boolean(item) };
    prepare(pairing, session);
    const problem = find("[data-k-problem]", form);
    problem.hidden = !item?.message;
    if (item) {
      restore(undated(item.item.fields));
      find("[data-k-message]", form).textContent = item.message ?? "";
      const said = Object.entries(item.errors ?? {}).filter(([name]) => name !== "__all__").flatMap(([name, words]) => words.map((each) => {
        const field = form.elements[name];
        (field?.length ? field[0] : field)?.setAttribute("aria-invalid", "true");
        return Object.assign(document.createElement("li"), { textContent: each });
      }));
      find("[data-k-errors]", form).replaceChildren(...said);
    } else {
      const draft = await Field.draftOf(now.draft, dayIn(pairing.zone));
      if (draft) { restore(draft.fields); now.id = draft.id; state.textContent = state.dataset.kKept; }
    }
    show("catat", pairing.title);
    if (item?.message) problem.focus();
  };

  const write = async () => {
    clearTimeout(timer);
    timer = 0;
    if (!now || now.mends) return;
    try {
      await Field.keepDraft(now.draft, { id: now.id, day: dayIn(now.pairing.zone), fields: values() });
      state.textContent = state.dataset.kKept;
    } catch { state.textContent = state.dataset.kFull; }
  };
  addEventListener("input", (event) => {
    if (event.target.form !== form) return;
    clearTimeout(timer);
    timer = setTimeout(write, 400);
  });
  addEventListener("visibilitychange", () => { if (timer) write(); });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    timer = 0;
    const fields = values();
    const item = { client_id: now.id, pairing: now.pairing.id, session: now.session, fields: dated(fields) };
    try {
      await Field.queue(item, now.pairing.title, `draft:${now.draft}`);
    } catch {
      await offerText(item);
      return;
    }
    if (fields.code) {
      const paraf = { client_id: Field.newId(), kind: "paraf", pairing: now.pairing.id, session: null, fields: { of: now.id, code: fields.code[0] } };
      await Field.queue(paraf, `${now.pairing.title} · ${fields.code[0]}`).catch(() => {}); // the log is safe; a yes can come later
    }
    now = null;
    location.hash = "#kotak";
    Field.send(true);
  });

  // --- the text that travels by WhatsApp (docs/sync.md) --------------------------------------------------------------

  const PLAIN = {
    Tanggal: "date", Pukul: "time", Lama: "minutes", Tempat: "place", Tujuan: "goal", Keadaan: "reality", Pilihan: "options",
    Langkah: "will", Bukti: "evidence_count", Lagi: "next", "Tanggal lagi": "next_date", Sebab: "no_next_reason",
  };
  const WORDED = { Cara: "mode", Kemajuan: "progress", Hambatan: "obstacles" };
  const textOf = async (item, pairing, words) => {
    const fields = item.fields;
    const flat = (text) => text.trim().split(/\r?\n/).join(" ¶ ");
    const first = (name) => fields[name]?.[0] ?? "";
    const lines = [["Pasangan", item.pairing], ["Dari", pairing.me], ["Rencana", item.session ?? ""]];
    for (const [name, field] of Object.entries(PLAIN)) lines.push([name, field === "next" ? words.next[first("next")] ?? first("next") : flat(first(field))]);
    for (const [name, field] of Object.entries(WORDED)) lines.push([name, (fields[field] ?? []).map((code) => words[field][code] ?? code).join(", ")]);
    lines.push(["Topik", [...(fields.topics ?? []), ...(fields.more_topics ?? [])].join(", ")]);
    for (const name of Object.keys(fields).filter((each) => each.startsWith("action_")).sort()) lines.push([`Tinjau ${name.slice(7)}`, words.review[first(name)] ?? first(name)]);
    for (const name of Object.keys(fields).filter((each) => each.startsWith("here_")).sort()) lines.push([`Hadir ${name.slice(5)}`, words.here[first(name)] ?? first(name)]);
    for (const number of "123") {
      if (first(`what_${number}`)) lines.push([`Tindak ${number}`, ["what", "owner", "due"].map((part) => flat(first(`${part}_${number}`)).replaceAll("|", "¦")).join(" | ")]);
    }
    lines.push(["Ditulis", new Date().toISOString().replace(/\.\d+Z$/, "+00:00")], ["Kode", item.client_id]);
    const told = ["CATATAN SESI 1", ...lines.filter(([, value]) => String(value).trim()).map(([name, value]) => `${name}: ${String(value).trim()}`)].join("\n");
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(told)));
    return `${told}\nCek: ${[...hash.slice(0, 4)].map((each) => each.toString(16).padStart(2, "0")).join("")}`;
  };
  const offerText = async (item) => {
    const described = await Field.one("form:log").catch(() => null);
    const text = await textOf(item, now.pairing, described?.words ?? { mode: {}, progress: {}, obstacles: {}, review: {}, here: {}, next: {} });
    full.hidden = false;
    full.dataset.kText = text;
    find("[data-k-whatsapp]", full).href = `https://wa.me/?text=${encodeURIComponent(text)}`;
    full.focus();
  };
  find("[data-k-copy]").addEventListener("click", () => navigator.clipboard.writeText(full.dataset.kText));

  // --- where one is ----------------------------------------------------------------------------------------------------

  const route = async () => {
    if (timer) await write();
    if (!(await Field.ready)) { show("masuk"); return; }
    const [place, pairingId, sessionId] = location.hash.slice(1).split("-");
    if (place === "catat") {
      const pairing = await Field.one(`pairing:${pairingId}`);
      if (pairing) { await open(pairing, pairing.sessions.find((session) => String(session.id) === sessionId)); return; }
    }
    if (place === "perbaiki") {
      const item = await Field.one(`item:${location.hash.slice("#perbaiki-".length)}`);
      const pairing = item && await Field.one(`pairing:${item.item.pairing}`);
      if (pairing) { await open(pairing, pairing.sessions.find((session) => session.id === item.item.session), item); return; }
    }
    if (place === "jadwal") await drawMeetings(); else if (place !== "kotak") await drawMentees();
    const view = ["jadwal", "kotak"].includes(place) ? place : "binaan";
    show(view, find(`[data-k-tab=${view}]`).textContent.trim().replace(/\d+$/, ""));
  };
  addEventListener("hashchange", route);
  route();
})();
