// What a phone keeps until the server has it: encrypted, under one account, sealed at sign-out (docs/sync.md).
// `Field` is null where the browser keeps nothing encrypted (no secure context); pages then work with signal alone.
const Field = (() => {
  if (!globalThis.indexedDB?.databases || !crypto.subtle || !navigator.locks) return null;
  const DAY = 86_400_000;
  const [SEALED_LIFE, SENT_LIFE, DRAFT_LIFE] = [14 * DAY, 7 * DAY, 30 * DAY];
  const [FIRST_WAIT, LONGEST_WAIT, PATIENCE, BATCH, FRESH] = [5000, 600_000, 30_000, 20, 600_000];
  const LEAVING = "field:leaving", PREFIX = "field-";
  const recall = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const remember = (name, value) => {
    try { value === null ? localStorage.removeItem(name) : localStorage.setItem(name, value); } catch { /* switched off */ }
  };
  const page = document.querySelector("[data-k-account]");
  const signedIn = page?.dataset.kAccount ?? "";
  if (signedIn && recall(LEAVING) === signedIn) { // signed out without signal: now for the server too, before any key comes
    const logout = document.getElementById("logout");
    if (logout) { remember(LEAVING, null); logout.submit(); } else location.replace("/m/");
    return null;
  }
  const carries = page ? "kCarries" in page.dataset : false; // acts as mentor or cadre: has something to carry

  // --- the store: one database an account, every row but its clock encrypted ---------------------------------------

  const answered = (request) => new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
  const opened = (name) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("meta");
      request.result.createObjectStore("rows", { keyPath: "id" });
    };
    return answered(request);
  };
  // One transaction on the disk before it is called done: what is told to be saved is saved.
  const written = async (names, work) => {
    const transaction = (await base).transaction(names, "readwrite", { durability: "strict" });
    const over = new Promise((done, fail) => {
      transaction.oncomplete = done;
      transaction.onabort = transaction.onerror = () => fail(transaction.error);
    });
    work(...names.map((name) => transaction.objectStore(name)));
    await over;
  };
  const read = async (name, key) => {
    const store = (await base).transaction(name).objectStore(name);
    return answered(key === undefined ? store.getAll() : store.get(key));
  };
  // Work on the store of some account, this one's or another's.
  const within = async (name, work) => {
    const store = await opened(name);
    try { return await work(store); } finally { store.close(); }
  };
  const inside = (store, key) => answered(store.transaction("meta").objectStore("meta").get(key));
  const stores = async () => (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith(PREFIX));
  // Whose phone it is without signal: the one account whose key lies here. Local storage would forget it in a crash.
  const holder = async () => {
    for (const name of await stores()) {
      if (await within(name, (store) => inside(store, "key"))) return name.slice(PREFIX.length);
    }
    return "";
  };
  const account = (async () => {
    if (!signedIn) return holder();
    return carries || (await stores()).includes(PREFIX + signedIn) ? signedIn : "";
  })();
  const base = account.then((name) => (name ? opened(PREFIX + name) : null));

  // The server is told whose store asks, so that a tab left open acts in nobody else's name.
  const ask = async (url, { headers, ...more } = {}) => fetch(url, {
    cache: "no-store", redirect: "error", signal: AbortSignal.timeout(PATIENCE),
    headers: { "X-Account": await account, ...headers }, ...more,
  });
  const keyOf = async () => {
    if (!(await base)) return null;
    const kept = await read("meta", "key");
    if (kept || !carries) return kept ?? null;
    const answer = await ask("/api/v1/key");
    if (!answer.ok) return null;
    const bytes = Uint8Array.from(atob((await answer.json()).key), (each) => each.charCodeAt(0));
    const key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
    await written(["meta"], (meta) => { meta.put(key, "key"); meta.delete("sealed"); });
    return key;
  };
  const key = keyOf().catch(() => null);
  const ready = key.then(Boolean);

  const lock = async (id, value, clear = {}) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const text = new TextEncoder().encode(JSON.stringify(value));
    return { ...clear, id, iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key, text) };
  };
  const unlock = async ({ iv, data, ...clear }) => {
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key, data);
    return { ...clear, value: JSON.parse(new TextDecoder().decode(text)) };
  };
  const put = async (id, value, clear) => {
    const row = await lock(id, value, clear);
    await written(["rows"], (rows) => rows.put(row));
  };
  // Only if nobody has written the row anew meanwhile: what was mended while it travelled is not written over.
  const replace = async ({ id, rev }, value, clear) => {
    const fresh = await lock(id, value, { ...clear, rev });
    await written(["rows"], (rows) => {
      const now = rows.get(id);
      now.onsuccess = () => { if (now.result?.rev === rev) rows.put(fresh); };
    });
  };
  const drop = (id) => written(["rows"], (rows) => rows.delete(id));
  const all = async (kind) => {
    if (!(await ready)) return [];
    const rows = (await read("rows")).filter((row) => row.id.startsWith(`${kind}:`));
    const opened = await Promise.allSettled(rows.map(unlock)); // one that cannot be read hides no other
    return opened.filter((each) => each.status === "fulfilled").map((each) => each.value);
  };
  const one = async (id) => {
    const row = (await ready) && (await read("rows", id));
    return row ? (await unlock(row)).value : null;
  };

  // --- the outbox: waiting → sent, or to be mended -------------------------------------------------------------------

  let csrf = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  let pause = ""; // why nothing goes out: "login", "signal"
  const items = async () => (await all("item")).sort((one, other) => one.at - other.at);
  // Counted by their clear states: also while the key is not here.
  const unsent = (rows) => rows.filter((row) => row.id.startsWith("item:") && row.state !== "sent");
  const counts = async () => {
    const rows = (await base) ? unsent(await read("rows")) : [];
    const of = (state) => rows.filter((row) => row.state === state).length;
    return { waiting: of("waiting"), fix: of("fix"), pause };
  };
  const announce = async () => dispatchEvent(new CustomEvent("field", { detail: await counts() }));

  // A UUIDv7: ordered by the phone's clock for the eye alone.
  const newId = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    let now = Date.now();
    for (let place = 5; place >= 0; place--, now = Math.floor(now / 256)) bytes[place] = now % 256;
    bytes[6] = (bytes[6] & 0x0f) | 0x70;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
  };

  // «Hari ini» and «Kemarin» as a date, seen from a day; nothing for «Tanggal lain».
  const dateOf = (when, day) => {
    const back = { today: 0, yesterday: 1 }[when];
    if (back === undefined) return null;
    const date = new Date(`${day}T12:00Z`);
    date.setUTCDate(date.getUTCDate() - back);
    return date.toISOString().slice(0, 10);
  };
  // A form half filled: one draft a pairing and plan, with signal and without. «Hari ini» of another day is a date by now.
  const keepDraft = (name, { id, day, fields }) => put(`draft:${name}`, { id, day, fields }, { at: Date.now() });
  const draftOf = async (name, today) => {
    const draft = await one(`draft:${name}`);
    const date = draft && draft.day !== today && dateOf(draft.fields.when?.[0], draft.day);
    return date ? { ...draft, fields: { ...draft.fields, when: ["other"], date: [date] } } : draft;
  };

  const queue = async (item, title, draft) => {
    if (!(await ready)) throw new Error("sealed");
    const value = { item: { kind: "log", recorded_at: new Date().toISOString(), ...item }, title };
    const row = await lock(`item:${item.client_id}`, value, { state: "waiting", at: Date.now(), next: 0, tries: 0, rev: newId() });
    await written(["rows"], (rows) => { rows.put(row); if (draft) rows.delete(draft); });
    navigator.storage?.persist?.();
    await announce();
  };

  const later = async (rows, wait) => {
    for (const row of rows) {
      const { value, state, at, tries } = row;
      const most = Math.min(FIRST_WAIT * 2 ** tries, LONGEST_WAIT);
      const next = Date.now() + (wait || most * (0.5 + Math.random() / 2));
      await replace(row, value, { state, at, next, tries: tries + 1 });
    }
  };
  // Only what the server says it has leaves the phone; the name and the hour stay for a week.
  const settle = async (row, result) => {
    const clear = { at: row.at, next: 0, tries: row.tries };
    if (result.kept) {
      const { client_id } = row.value.item;
      await replace(row, { title: row.value.title, item: { client_id }, code: result.code, message: result.message, url: result.url },
        { ...clear, state: "sent", at: Date.now() });
    } else if (result.status >= 500 || result.code === "no_session") await later([row]); // a code waits for its log
    else await replace(row, { ...row.value, message: result.message, errors: result.errors ?? {} }, { ...clear, state: "fix" });
  };

  const post = async (rows) => {
    const body = JSON.stringify({ items: rows.map((row) => row.value.item) });
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
    const answer = await ask("/api/v1/sync", { method: "POST", body, headers });
    const told = await answer.json();
    csrf = told.csrf_token ?? csrf;
    return { status: answer.status, wait: 1000 * Number(answer.headers.get("Retry-After")), ...told };
  };

  const deliver = async (isAsked) => {
    const now = Date.now();
    const rows = await items();
    for (const row of rows) if (row.state === "sent" && row.at < now - SENT_LIFE) await drop(row.id);
    for (const row of await all("draft")) if (row.at < now - DRAFT_LIFE) await drop(row.id);
    let due = rows.filter((row) => row.state === "waiting" && (isAsked || row.next <= now));
    if (due.length && !csrf) { // the page without signal knows no token
      pause = "";
      await refresh(true);
      if (pause === "signal") await later(due);
      if (pause) return;
    }
    let size = BATCH, refused = 0;
    while (due.length) {
      const batch = due.slice(0, size);
      let answer;
      try { answer = await post(batch); } catch { answer = { status: 0 }; }
      if (answer.status === 413 && size > 1) { size = Math.ceil(size / 2); continue; }
      if (answer.status === 403 && answer.code === "csrf" && !refused++) continue;
      if (answer.status === 401) { pause = "login"; return; }
      if (answer.status !== 200 || !Array.isArray(answer.results)) {
        pause = answer.status ? "" : "signal";
        await later(due, answer.wait);
        return;
      }
      pause = "";
      const results = new Map(answer.results.map((result) => [result.client_id, result]));
      for (const row of batch) {
        const result = results.get(row.value.item.client_id);
        if (result) await settle(row, result); else await later([row]);
      }
      due = due.slice(batch.length);
    }
  };
  // One sender at a time, whatever tabs are open.
  const send = async (isAsked = false) => {
    if (!(await ready)) return;
    await navigator.locks.request(PREFIX + (await account), { ifAvailable: !isAsked }, async (held) => {
      if (held) await deliver(isAsked);
    });
    await announce();
  };

  // --- the bundle: what the phone shows without signal -----------------------------------------------------------------

  const letGo = async (isGone) => {
    const ids = (await read("rows")).map((row) => row.id).filter((id) => id.startsWith("pairing:") && isGone(id));
    await written(["rows", "meta"], (rows, meta) => { ids.forEach((id) => rows.delete(id)); meta.delete("bundle"); });
  };
  const refresh = async (isAsked = false) => {
    if (!(await ready)) return false;
    if (!navigator.onLine) { pause = "signal"; return false; }
    const known = await read("meta", "bundle");
    if (!isAsked && known?.at > Date.now() - FRESH) return false;
    let told;
    try {
      const since = encodeURIComponent(known?.token ?? "");
      const answer = await ask(`/api/v1/bundle?since=${since}`);
      if (answer.status === 401) pause = "login";
      if (answer.status === 403) await letGo(() => true); // no mentor and no cadre any more: nothing to carry
      if (!answer.ok) return false;
      told = await answer.json();
    } catch { pause = "signal"; return false; }
    csrf = told.csrf_token;
    const mine = new Set(told.pairings.map((pairing) => `pairing:${pairing.id}`));
    if (told.whole) await letGo((id) => !mine.has(id));
    const fresh = await Promise.all(told.pairings.map((pairing) => lock(`pairing:${pairing.id}`, pairing)));
    if (told.form) fresh.push(await lock("form:log", told.form));
    await written(["rows", "meta"], (rows, meta) => {
      fresh.forEach((row) => rows.put(row));
      told.gone.forEach((id) => rows.delete(`pairing:${id}`));
      meta.put({ token: told.token, at: Date.now() }, "bundle");
    });
    return true;
  };

  // --- sign-out: the key goes; what was not sent stays as ciphertext, for the same account ------------------------------

  // Whether no account has anything left on this phone: only then may the server clear its storage.
  const isEmpty = async () => {
    for (const name of await stores()) {
      const rows = await within(name, (store) => answered(store.transaction("rows").objectStore("rows").getAll()));
      if (unsent(rows).length) return false;
    }
    return true;
  };
  const forget = async () => {
    if (!(await base)) return isEmpty();
    const found = await read("rows");
    const kept = new Set(unsent(found).map((row) => row.id));
    const others = found.map((row) => row.id).filter((id) => !kept.has(id));
    await written(["meta", "rows"], (meta, rows) => {
      meta.clear();
      others.forEach((id) => rows.delete(id));
      if (kept.size) meta.put(Date.now(), "sealed");
    });
    return isEmpty();
  };
  // Whoever signs in here locks what others left open, and what has lain locked for too long goes.
  const sweep = async () => {
    for (const name of await stores()) {
      if (name === PREFIX + signedIn) continue;
      await sealStore(name);
      const sealed = await within(name, (store) => inside(store, "sealed"));
      if (!(sealed > Date.now() - SEALED_LIFE)) indexedDB.deleteDatabase(name);
    }
  };

  const begin = async () => {
    await announce();
    await send(Boolean(signedIn)); // a page of the server has come: there is signal
    await refresh();
  };
  ready.then(async (isOpen) => {
    if (signedIn) await sweep();
    if (isOpen) await begin();
  }).catch(() => {});
  addEventListener("online", () => send(true));
  addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") send(); });
  setInterval(() => send(), 30_000);
  if ("serviceWorker" in navigator) navigator.serviceWorker.register("/m/sw.js", { scope: "/m/" }).catch(() => {});

  return { ready, all, one, drop, items, counts, queue, send, refresh, forget, newId, dateOf, keepDraft, draftOf,
    leaveLater: () => remember(LEAVING, signedIn) };
})();
