// A swap that failed (no signal, fault of the server) says so; what the page showed stays.
(() => {
  const tell = () => {
    const message = document.getElementById("request-failed").content.cloneNode(true);
    document.getElementById("messages").replaceChildren(message);
  };
  for (const failure of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) addEventListener(failure, tell);
})();
