// Keeps assets and the page without signal; pages of people and /api/ always come from the network (TRUST SEC-23).
const VERSION = "kaderisasi-{{ version }}";
const PAGE = "{{ page }}";
const ASSETS = [{% for asset in assets %}"{{ asset|escapejs }}",{% endfor %}];
const PATIENCE = 3000;

addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(VERSION);
    await cache.addAll([PAGE, ...ASSETS].map((url) => new Request(url, { cache: "no-cache", credentials: "omit" })));
  })());
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith("kaderisasi-") && name !== VERSION);
    await Promise.all(old.map((name) => caches.delete(name)));
    await clients.claim();
  })());
});

const kept = async (url) => (await caches.open(VERSION)).match(url, { ignoreSearch: true });

const page = async (request) => {
  const asked = fetch(request);
  const late = new Promise((done) => setTimeout(done, PATIENCE));
  asked.catch(() => {});
  try {
    const answer = await Promise.race([asked, late]);
    if (answer) return answer;
  } catch { /* no signal */ }
  return (await kept(PAGE)) ?? asked;
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname === PAGE) event.respondWith((async () => (await kept(PAGE)) ?? fetch(request))());
  else if (request.mode === "navigate") event.respondWith(page(request));
  else if (ASSETS.includes(url.pathname)) event.respondWith((async () => (await kept(request.url)) ?? fetch(request))());
});
