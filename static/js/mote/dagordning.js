// The agenda: Alt and an arrow moves the pupil whose row has the focus, and the focus goes along.

const levande = document.getElementById("levande");

levande.addEventListener("keydown", (e) => {
  const hall = e.altKey && !e.ctrlKey && !e.metaKey && !e.shiftKey && { ArrowUp: "upp", ArrowDown: "ned" }[e.key];
  const rad = hall && e.target.closest(".punkt");
  if (!rad) return;
  e.preventDefault();
  rad.querySelector(`[data-flytta="${hall}"]`)?.click();
});
