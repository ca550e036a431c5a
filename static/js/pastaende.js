// The statement face is a plain form; this asks before unsaved choices are left behind, opens the subjects where gult
// or rött asks for them, and keeps the choices on the page when the log-in has run out.

import { csrf } from "./csrf.js";

const session = document.getElementById("session-varning");
const form = document.getElementById("pastaendeform");
let andrad = false;

form.addEventListener("change", (e) => {
  andrad = true;
  document.body.dataset.osparat = "1";
  const amnen = e.target.closest(".elevval")?.querySelector(".amnen-val");
  if (amnen && e.target.type === "radio") {
    const fraga = ["2", "3"].includes(e.target.value);
    amnen.classList.toggle("fraga", fraga);
    amnen.open = fraga;
  }
});
async function inloggad() {
  const svar = await fetch(session.dataset.forlang, {
    method: "POST",
    headers: { "X-CSRFToken": csrf(), "HX-Request": "true", "X-Behall-Sidan": "1" },
  });
  return svar.ok;
}

let skickar = false;
form.addEventListener("submit", async (e) => {
  if (skickar) return;
  e.preventDefault();
  const kvar = await inloggad().catch(() => false);
  document.getElementById("inte-sparat").hidden = kvar;
  if (!kvar) {
    document.getElementById("inte-sparat").scrollIntoView({ block: "center" });
    return;
  }
  form.elements.csrfmiddlewaretoken.value = csrf();
  andrad = false;
  skickar = true;
  form.requestSubmit(e.submitter);
});
addEventListener("beforeunload", (e) => {
  if (andrad) e.preventDefault();
});
