// Menus (<details>), dialogs and toasts: close on Esc, on a click elsewhere; arrow keys walk through a menu.
(() => {
  const openMenus = () => document.querySelectorAll("details[data-k-menu][open]");
  const close = (menu, refocus) => {
    menu.open = false;
    if (refocus) menu.querySelector("summary").focus();
  };

  addEventListener("click", (event) => {
    openMenus().forEach((menu) => { if (!menu.contains(event.target)) close(menu, false); });
    const opener = event.target.closest("[data-k-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.kDialog);
    if (dialog) { event.preventDefault(); dialog.showModal(); }
    if (event.target.closest("[data-k-close]")) event.target.closest("dialog")?.close();
    event.target.closest("[data-k-dismiss]")?.closest(".k-toast").remove();
  });
  addEventListener("keydown", (event) => {
    const menu = event.target.closest?.("details[data-k-menu]");
    if (event.key === "Escape") openMenus().forEach((open) => close(open, open === menu));
    if (!menu || !["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    menu.open = true;
    const items = [...menu.querySelectorAll(".k-menu-item")];
    const here = items.indexOf(document.activeElement);
    const next = { ArrowDown: here + 1, ArrowUp: here < 0 ? -1 : here - 1, Home: 0, End: -1 }[event.key];
    items.at(next % items.length)?.focus();
  });
  addEventListener("focusout", (event) => {
    const menu = event.target.closest?.("details[data-k-menu][open]");
    if (menu && event.relatedTarget && !menu.contains(event.relatedTarget)) close(menu, false);
  });
})();

// What lies on a phone stays locked: the key of a store goes, and with it what was written, sent or half (js/field.js).
const sealStore = async (name) => {
  const answered = (request) => new Promise((done, fail) => { request.onsuccess = () => done(request.result); request.onerror = fail; });
  const store = await answered(indexedDB.open(name));
  try {
    const meta = store.transaction("meta", "readwrite").objectStore("meta");
    if (!(await answered(meta.get("key")))) return; // sealed already: its days are counted from then
    await answered(meta.clear());
    await answered(meta.put(Date.now(), "sealed"));
  } finally { store.close(); }
};
const sealStores = async () => {
  for (const { name } of await indexedDB.databases()) if (name.startsWith("field-")) await sealStore(name);
};
// Signing out locks them on every page; one that asks first (#leave) sees to it itself.
addEventListener("submit", (event) => {
  if (!event.target.matches("[data-k-logout]") || document.getElementById("leave") || !globalThis.indexedDB?.databases) return;
  event.preventDefault();
  sealStores().catch(() => {}).finally(() => event.target.submit());
});
