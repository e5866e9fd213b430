// A button that copies the text of the field it names; without a clipboard the text is marked for the hand.
for (const button of document.querySelectorAll("[data-k-copies]")) {
  const field = document.getElementById(button.dataset.kCopies);
  const said = button.querySelector("[data-k-said]");
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = said.dataset.kSaid;
    } catch {
      field.focus();
    }
  });
}
