// allauth reports a refused or failed passkey by an event; show it in words and offer another try.
document.addEventListener("allauth.error", (event) => {
  const notice = document.getElementById("passkey-failed");
  if (!notice) return;
  event.preventDefault();
  notice.hidden = false;
  notice.focus();
});
