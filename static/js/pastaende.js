// The statement face is a plain form; this only asks before unsaved choices are left behind, and opens the subjects
// where gult or rött asks for them.

const form = document.getElementById("pastaendeform");
let andrad = false;

form.addEventListener("change", (e) => {
  andrad = true;
  document.body.dataset.osparat = "1";
  const amnen = e.target.closest(".elevval")?.querySelector(".amnen-val");
  if (amnen && e.target.type === "radio") {
    const fraga = Number(e.target.value) >= 2;
    amnen.classList.toggle("fraga", fraga);
    amnen.open = fraga;
  }
});
form.addEventListener("submit", () => {
  andrad = false;
});
addEventListener("beforeunload", (e) => {
  if (andrad) e.preventDefault();
});
