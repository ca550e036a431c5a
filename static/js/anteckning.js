// Long texts are saved as one writes: a second after the last key, and when one leaves the field. A text that did not
// reach the server stays in its field and is sent again. Fields that come into the page later are followed too.

import { csrf } from "./csrf.js";

const VANTA_MS = 1000;
const IGEN_MS = 5000;
const FORMULAR = "form.notering[hx-post]";

const foljda = new WeakMap(); // form → its text: is it unsaved, is it being written, put another in its place

const FEL = {
  401: "Inte sparat: du är utloggad. Logga in i en ny flik, så sparas texten sedan.",
  403: "Inte sparat: du får inte ändra här längre, eller så är sidan för gammal. Logga in i en ny flik, så försöker vi igen.",
  404: "Inte sparat: en kollega har tagit bort det här. Texten står kvar, så att du kan kopiera den.",
};

function borja(form) {
  const falt = form.querySelector("textarea");
  // What the page came with; what was written before this script had come is not saved.
  let sparad = falt.defaultValue;
  let skickad = null;
  let paVag = false;
  let timer = null;
  let borta = false;

  const lage = () => form.querySelector(".notering-lage");
  const osparad = () => falt.value !== sparad;
  // While both texts are shown a person decides; nothing is sent by itself.
  const krock = () => form.querySelector(".notering-deras") !== null;

  function spara() {
    clearTimeout(timer);
    // A text that was answered with a question is not sent again by itself: the answer's button is.
    if (osparad() && falt.value !== skickad && !krock() && !borta && form.isConnected) htmx.trigger(form, "spara");
  }

  falt.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(spara, VANTA_MS);
    if (krock() || borta) return;
    lage().classList.remove("varnar");
    lage().textContent = "Skriver …";
  });
  falt.addEventListener("blur", spara);

  form.addEventListener("htmx:configRequest", (e) => {
    skickad = falt.value;
    paVag = true;
    e.detail.headers["X-CSRFToken"] = csrf();
    delete e.detail.parameters.csrfmiddlewaretoken;
  });
  form.addEventListener("htmx:afterRequest", (e) => {
    const status = e.detail.xhr?.status ?? 0;
    paVag = false;
    if (e.detail.successful) {
      if (form.querySelector(".notering-tillstand").dataset.sparad) sparad = skickad;
      if (osparad() && falt.value !== skickad) timer = setTimeout(spara, VANTA_MS);
      return;
    }
    skickad = null;
    borta = status === 404;
    lage().classList.add("varnar");
    lage().textContent = FEL[status] ?? "Inte sparat än. Texten står kvar och skickas igen.";
    if (!borta) timer = setTimeout(spara, IGEN_MS);
  });

  foljda.set(form, {
    osparad,
    spara,
    hallen: () => osparad() && !paVag && (falt.value === skickad || krock() || borta),
    skrivs: () => osparad() || krock() || document.activeElement === falt,
    byt(text) {
      falt.value = falt.defaultValue = sparad = text;
      skickad = null;
    },
  });
  if (osparad()) {
    lage().textContent = "Skriver …";
    timer = setTimeout(spara, VANTA_MS);
  }
}

// Follow the fields in a part of the page; those that are followed already go on as they are.
export function folj(rot = document) {
  for (const form of rot.querySelectorAll(FORMULAR)) if (!foljda.has(form)) borja(form);
}

// Whether somebody writes in the field, or it holds what has not been saved.
export const skrivs = (form) => foljda.get(form)?.skrivs() ?? false;

// What a colleague has saved, in a field where nobody writes.
export const byt = (form, text) => foljda.get(form)?.byt(text);

export const osparade = () => [...document.querySelectorAll(FORMULAR)].filter((form) => foljda.get(form)?.osparad());

// Send what has not been saved, without waiting for a pause in the writing.
export const sparaNu = () => osparade().forEach((form) => foljda.get(form).spara());

// The fields whose text the server has answered and not taken: what to do with it is a person's to say.
export const hallna = () => osparade().filter((form) => foljda.get(form).hallen());

folj();
addEventListener("beforeunload", (e) => {
  if (osparade().length) e.preventDefault();
});
