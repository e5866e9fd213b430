// What the phone still keeps, on every page of the phone: the count, the list, and the question at sign-out.
(() => {
  const banner = document.querySelector("[data-k-offline]");
  const tellSignal = () => { banner.hidden = navigator.onLine; };
  ["online", "offline"].forEach((change) => addEventListener(change, tellSignal));
  tellSignal();
  if (!Field) return;
  const each = (selector, work, root = document) => root.querySelectorAll(selector).forEach(work);
  const hours = (at) => new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

  each("[data-k-saved]", async ({ dataset }) => { if (await Field.ready) Field.drop(`draft:${dataset.kSaved}`); });

  const draw = async () => {
    const section = document.querySelector("[data-k-outbox]");
    if (!section) return;
    const rows = await Field.items();
    const pattern = document.getElementById("kept");
    const list = section.querySelector("[data-k-items]");
    list.replaceChildren(...rows.reverse().map((row) => {
      const line = pattern.content.cloneNode(true);
      const { value, state } = row;
      const shown = state === "sent" && ["conflict", "held"].includes(value.code) ? value.code : state;
      const badge = line.querySelector("[data-state]");
      line.querySelector("[data-title]").textContent = value.title;
      line.querySelector("[data-at]").textContent = hours(row.at);
      line.querySelector("[data-message]").textContent = state === "waiting" ? "" : value.message ?? "";
      badge.textContent = badge.dataset[shown];
      badge.classList.add({ sent: "k-good", fix: "k-bad" }[shown] ?? "k-warn");
      const [mend, choose] = [line.querySelector("[data-mend]"), line.querySelector("[data-choose]")];
      mend.hidden = state === "sent" || value.item.kind === "paraf";
      mend.href = `/m/luring/#perbaiki-${value.item.client_id}`;
      const out = line.querySelector("[data-drop]");
      out.hidden = state !== "fix";
      out.dataset.id = row.id;
      choose.hidden = !value.url || shown !== "conflict";
      choose.href = value.url ?? "";
      return line;
    }));
    section.hidden = !rows.length && !section.closest("[data-k-view]");
    section.querySelector("[data-k-empty]").hidden = rows.length > 0;
  };

  addEventListener("field", ({ detail }) => {
    const left = detail.waiting + detail.fix;
    each("[data-k-pending]", (badge) => { badge.hidden = !left; badge.textContent = left; });
    each("[data-k-unsent-count]", (line) => {
      line.hidden = !left;
      line.querySelector("[data-k-number]").textContent = left;
      line.querySelector("[data-k-login]").hidden = detail.pause !== "login";
    });
    draw();
  });
  addEventListener("click", async (event) => {
    if (event.target.closest("[data-k-send]")) Field.send(true);
    const question = document.getElementById("let-go");
    const out = event.target.closest("[data-drop]");
    if (out) { question.dataset.id = out.dataset.id; question.showModal(); }
    if (event.target.closest("[data-k-let-go]")) {
      question.close();
      await Field.drop(question.dataset.id);
      Field.send();
    }
  });

  // Signing out seals: the key goes, what was not sent stays locked for the same account.
  // Drafts go with the account: whoever has some is asked first.
  const [leave, seal] = ["leave", "seal"].map((id) => document.getElementById(id));
  let isSealed = false;
  addEventListener("submit", async (event) => {
    if (event.target.id !== "logout" || isSealed || event.defaultPrevented) return;
    event.preventDefault();
    const isAnswerOf = (dialog) => Boolean(event.submitter && dialog?.contains(event.submitter));
    const isAsked = [leave, seal].some(isAnswerOf);
    if (leave && !isAsked && (await Field.all("draft").catch(() => [])).length) { leave.showModal(); return; }
    leave?.close();
    const { waiting, fix } = await Field.counts().catch(() => ({ waiting: 0, fix: 0 }));
    if (waiting + fix && seal && !isAnswerOf(seal)) {
      seal.querySelector("[data-k-number]").textContent = waiting + fix;
      seal.showModal();
      return;
    }
    const isEmpty = await Field.forget().catch(() => false);
    isSealed = true;
    if (!navigator.onLine) { Field.leaveLater(); location.assign("/m/luring/"); return; }
    if (isEmpty) event.target.insertAdjacentHTML("beforeend", '<input type="hidden" name="empty" value="1">');
    event.target.submit();
  });
})();
