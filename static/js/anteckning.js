// Notes are saved as one writes: a second after the last key, and when one leaves the field. A text that did not
// reach the server stays in its field and is sent again.

import { csrf } from "./csrf.js";

const VANTA_MS = 1000;
const IGEN_MS = 5000;

for (const form of document.querySelectorAll("form.notering[hx-post]")) {
  const falt = form.querySelector("textarea");
  let sparad = falt.value;
  let skickad = null;
  let timer = null;

  const lage = () => form.querySelector(".notering-lage");
  const osparad = () => falt.value !== sparad;
  // While both texts are shown a person decides; nothing is sent by itself.
  const krock = () => form.querySelector(".notering-deras") !== null;

  function spara() {
    clearTimeout(timer);
    // A text that was answered with a question is not sent again by itself: the answer's button is.
    if (osparad() && falt.value !== skickad && !krock()) htmx.trigger(form, "spara");
  }

  falt.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(spara, VANTA_MS);
    if (!krock()) lage().textContent = "Skriver …";
  });
  falt.addEventListener("blur", spara);

  form.addEventListener("htmx:configRequest", (e) => {
    skickad = falt.value;
    e.detail.headers["X-CSRFToken"] = csrf();
    delete e.detail.parameters.csrfmiddlewaretoken;
  });
  form.addEventListener("htmx:afterRequest", (e) => {
    const status = e.detail.xhr?.status ?? 0;
    if (e.detail.successful) {
      if (form.querySelector(".notering-tillstand").dataset.sparad) sparad = skickad;
      if (osparad() && falt.value !== skickad) timer = setTimeout(spara, VANTA_MS);
    } else {
      skickad = null;
      lage().textContent =
        status === 401
          ? "Inte sparat: du är utloggad. Logga in i en ny flik, så sparas texten sedan."
          : "Inte sparat än. Texten står kvar och skickas igen.";
      timer = setTimeout(spara, IGEN_MS);
    }
  });
  addEventListener("beforeunload", (e) => {
    if (osparad()) e.preventDefault();
  });
}
