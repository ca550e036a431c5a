// A button that copies the text of a field, shown only where the browser can.

for (const knapp of document.querySelectorAll("[data-kopiera]")) {
  const id = knapp.dataset.kopiera;
  const falt = document.getElementById(id);
  knapp.hidden = false;
  knapp.addEventListener("click", async () => {
    falt.select();
    try {
      await navigator.clipboard.writeText(falt.value);
    } catch {
      // Not every browser gives a page the clipboard; the text stays selected for the keyboard's own copy.
      document.querySelector(`[data-kopierat="${id}"]`).textContent = "Markerad: kopiera med Ctrl+C.";
      return;
    }
    document.querySelector(`[data-kopierat="${id}"]`).textContent = "Kopierad.";
  });
}
