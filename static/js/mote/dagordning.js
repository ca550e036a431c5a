// The agenda: Alt and an arrow moves the pupil whose row has the focus, and the focus goes along.

const levande = document.getElementById("levande");
let flyttad = null;

levande.addEventListener("keydown", (e) => {
  const hall = e.altKey && !e.ctrlKey && !e.metaKey && !e.shiftKey && { ArrowUp: "upp", ArrowDown: "ned" }[e.key];
  const rad = hall && e.target.closest(".punkt");
  if (!rad) return;
  e.preventDefault();
  rad.querySelector(`[data-flytta="${hall}"]:not(:disabled)`)?.click();
});

levande.addEventListener("click", (e) => {
  if (e.target.closest("[data-flytta]")) flyttad = e.target.closest(".punkt").id;
});

// At either end of the list the arrow that was pressed is switched off, and can keep no focus.
levande.addEventListener("htmx:afterRequest", () => {
  const rad = flyttad && document.getElementById(flyttad);
  flyttad = null;
  const har = document.activeElement;
  if (rad && (har === document.body || har.disabled)) rad.querySelector(".pil:not(:disabled), a")?.focus();
});
