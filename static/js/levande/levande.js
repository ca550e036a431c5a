// A page that people write in together: what is pressed is sent, colleagues' changes come in, and nobody's text is lost.
// htmx carries what is sent and what comes back; the answer is merged into the page (morf.js). The page's own script
// starts it with its words: ``nytt`` what is said of what has come, ``borta`` of what a colleague took away while one
// wrote in it (and where that text can go on), ``fokus`` what is to be remembered before an answer and done after it.

import { folj, osparade } from "../anteckning.js";
import { csrf } from "../csrf.js";
import { morfa } from "./morf.js";
import * as tangenter from "./tangenter.js";

const FRAGA_MS = 3000;
const levande = document.getElementById("levande");
const besked = document.getElementById("besked");
const lage = document.getElementById("natet");
let ord = {};
let paVag = 0;
let natet = true;

const sag = (text) => (besked.textContent = text);

// --- What comes back -------------------------------------------------------------------------------------------------

function tolka(html) {
  const mall = document.createElement("template");
  mall.innerHTML = html;
  return mall.content;
}

function markBorta(kort) {
  if (kort.classList.contains("borttaget")) return;
  kort.classList.add("borttaget");
  const rad = document.createElement("p");
  rad.className = "meddelande meddelande-warning";
  rad.setAttribute("role", "status");
  rad.textContent = ord.borta.ord;
  for (const knapp of kort.querySelectorAll("button, summary")) knapp.hidden = true;
  kort.prepend(rad);
  const nytt = levande.querySelector(ord.borta.falt);
  if (!nytt) return;
  const flytta = document.createElement("button");
  flytta.className = "btn btn-sm btn-outline-primary";
  flytta.type = "button";
  flytta.textContent = ord.borta.knapp;
  flytta.addEventListener("click", () => {
    nytt.value = [nytt.value.trim(), kort.querySelector("textarea").value].filter(Boolean).join("\n");
    nytt.focus();
    kort.remove();
  });
  rad.append(" ", flytta);
}

// ``skickat``: what one's own form held when it was sent; null for what colleagues have done.
function taEmot(html, skickat) {
  const svar = tolka(html);
  const ny = svar.getElementById("levande");
  // An answer from before the last one is stale.
  if (ny && Number(ny.dataset.version) < Number(levande.dataset.version)) return;
  sag("");
  const { tom, fokus } = ny?.dataset ?? {};
  if (tom) tomFormular(tom, ny);
  const fore = skickat ? ord.fokus?.fore() : null;
  for (const del of [...svar.children]) {
    const plats = document.getElementById(del.id);
    if (!plats) continue;
    const spar = morfa(plats, del, skickat);
    // A field alone is gone when writing has ended; its own line says so.
    spar.borta.filter((el) => !el.matches("form")).forEach(markBorta);
    if (!skickat) sagNytt(spar.nya);
  }
  folj(levande);
  if (fokus) document.getElementById(fokus)?.focus();
  else if (fore) ord.fokus.efter(fore);
}

function sagNytt(nya) {
  for (const [vilka, mening] of Object.entries(ord.nytt)) if (nya.some((el) => el.matches(vilka))) sag(mening);
}

// What has been written since it was sent stays, and is another row: it takes the code that the answer has for the next.
function tomFormular(id, ny) {
  const form = document.getElementById(id);
  const kod = ny.querySelector(`[id="${id}"] [name=kod]`);
  if (form && kod) form.elements.kod.value = kod.value;
  const falt = form?.querySelector("textarea");
  if (!falt || falt.value !== skickade.get(form)) return;
  form.reset();
  falt.value = "";
}

// --- What is sent ----------------------------------------------------------------------------------------------------

function foljKnappar() {
  levande.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.matches("form.notering")) return;
    e.preventDefault();
    skicka(form, e.submitter);
  });
  // A choice that is made is sent at once; its button is there for who has no script. A date that is still being typed
  // is none yet.
  levande.addEventListener("change", (e) => {
    const form = e.target.closest("form[data-vid-andring]");
    if (form && e.target.validity.valid) valt(form, e.target.name);
  });
  // A year that cannot be is sent when one leaves the field, to be told why.
  levande.addEventListener("focusout", (e) => {
    const form = e.target.closest("form[data-vid-andring]");
    const { rangeUnderflow, rangeOverflow } = e.target.validity ?? {};
    if (!form || !(rangeUnderflow || rangeOverflow) || sagt.get(e.target) === e.target.value) return;
    sagt.set(e.target, e.target.value);
    valt(form, e.target.name);
  });
  levande.addEventListener("input", (e) => sagt.delete(e.target));
  // Why a choice was refused is no longer so when it is changed.
  for (const vad of ["input", "change"]) levande.addEventListener(vad, (e) => glomFelet(e.target));
  levande.addEventListener("htmx:afterRequest", besvarad);
}

// The year that has been sent of a field, to be told of once.
const sagt = new WeakMap();

function glomFelet(falt) {
  if (!falt.matches(".is-invalid")) return;
  const fel = document.getElementById(falt.getAttribute("aria-describedby")?.split(" ")[0]);
  falt.classList.remove("is-invalid");
  falt.removeAttribute("aria-invalid");
  const kvar = falt.getAttribute("aria-describedby").split(" ").filter((id) => id !== fel?.id).join(" ");
  if (kvar) falt.setAttribute("aria-describedby", kvar);
  else falt.removeAttribute("aria-describedby");
  fel?.remove();
}

// A new text that is on its way is not sent once more by a double click; ``skickade`` is what it held.
const skickas = new WeakSet();
const skickade = new WeakMap();

function skicka(form, knapp, mer = {}) {
  if (form.matches("[data-eget]")) {
    if (skickas.has(form)) return;
    skickas.add(form);
    skickade.set(form, form.querySelector("textarea").value);
  }
  const values = knapp?.name ? { [knapp.name]: knapp.value } : mer;
  const adress = knapp?.getAttribute("formaction") || form.getAttribute("action");
  paVag += 1;
  htmx
    .ajax("POST", adress, { source: form, swap: "none", values, headers: { "X-Behall-Sidan": "1" } })
    // What went wrong is told by htmx:afterRequest.
    .catch(() => {})
    .finally(() => {
      paVag -= 1;
      skickas.delete(form);
    });
}

// Choices that are to be sent: form → the fields, one at a time, so that each is compared by itself with what it was
// chosen instead of. They stand as they were made until the server has them, also when the network is away.
const valda = new Map();
const valetPaVag = new WeakSet();

function valt(form, falt) {
  if (!valda.has(form)) valda.set(form, new Set());
  valda.get(form).add(falt);
  form.dataset.vantar = "1";
  skickaVal(form);
}

// Choices made before the page's script had come.
function redanValda() {
  const annat = (f) => {
    if (f.type === "hidden") return false;
    if (f.matches("select")) return f.selectedIndex !== Math.max(0, [...f.options].findIndex((o) => o.defaultSelected));
    return f.matches("[type=checkbox], [type=radio]") ? f.checked !== f.defaultChecked : f.value !== f.defaultValue;
  };
  for (const form of levande.querySelectorAll("form[data-vid-andring]")) {
    const falt = [...form.elements].filter((f) => f.matches("input, select") && annat(f) && f.validity.valid);
    for (const namn of new Set(falt.map((f) => f.name))) valt(form, namn);
  }
}

function skickaVal(form) {
  if (valetPaVag.has(form)) return;
  const [falt] = valda.get(form) ?? [];
  if (!falt || !form.isConnected) return void valda.delete(form);
  valda.get(form).delete(falt);
  if (!valda.get(form).size) {
    valda.delete(form);
    delete form.dataset.vantar;
  }
  valetPaVag.add(form);
  skicka(form, null, { bara: falt });
}

document.body.addEventListener("htmx:configRequest", (e) => {
  e.detail.headers["X-CSRFToken"] = csrf();
  delete e.detail.parameters.csrfmiddlewaretoken;
});

const FEL = {
  0: "Nätet svarar inte. Det du tryckte på gjordes inte; texter och val som inte är sparade står kvar och skickas igen.",
  400: "Det gick inte att läsa. Ladda om sidan.",
  401: "Du är utloggad. Logga in i en ny flik och kom tillbaka hit.",
  403: "Du får inte ändra här längre, eller så är sidan för gammal. Logga in i en ny flik och kom tillbaka hit.",
  404: "En kollega har tagit bort det.",
};

function besvarad(e) {
  const form = e.target;
  if (form.matches("form.notering")) return;
  const { xhr, successful, requestConfig } = e.detail;
  valetPaVag.delete(form);
  if (successful) {
    // What was sent of a field; of several ticked boxes all, as its "fore-" field has them.
    taEmot(xhr.responseText, { form, sant: (namn) => requestConfig.formData.getAll(namn).join(",") });
    // After htmx has ended this request: it makes one at a time of a form.
    return void setTimeout(() => skickaVal(form));
  }
  if (xhr.status === 409) sag(xhr.responseText.slice(0, 200));
  else sag(FEL[xhr.status] ?? FEL[0]);
  const { bara } = requestConfig.parameters;
  if (form.matches("[data-vid-andring]") && bara && ![400, 404, 409].includes(xhr.status)) {
    valda.set(form, new Set([bara, ...(valda.get(form) ?? [])]));
    form.dataset.vantar = "1";
  }
  const rad = form.matches("[data-eget]") && form.querySelector(".notering-lage");
  if (rad) {
    rad.classList.add("varnar");
    rad.textContent = "Inte tillagt än. Texten står kvar.";
  }
  fraga();
}

// --- What colleagues do ----------------------------------------------------------------------------------------------

async function fraga() {
  if (document.visibilityState !== "visible" || paVag || !levande.isConnected) return;
  const adress = `${levande.dataset.nytt}?del=${encodeURIComponent(levande.dataset.del)}&sedan=${levande.dataset.version}`;
  const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true", "X-Behall-Sidan": "1", "X-Bakgrund": "1" };
  try {
    const svar = await fetch(adress, { headers });
    visaNatet(svar.ok ? "" : (FEL[svar.status] ?? (svar.status === 409 ? await svar.text() : FEL[0])));
    if (svar.status === 200 && !paVag) taEmot(await svar.text(), null);
    if (svar.ok) [...valda.keys()].forEach(skickaVal);
  } catch {
    visaNatet("Nätet svarar inte just nu. Det som inte är sparat står kvar och skickas igen.");
  }
}

function visaNatet(text) {
  if (natet && !text) return;
  natet = !text;
  lage.textContent = text;
}

// The picture beside the talk stays in view; one that is taller than the screen stays by its end.
function foljBilden() {
  const bild = document.querySelector(".arbete-bild");
  if (bild) new ResizeObserver(() => bild.style.setProperty("--hojd", `${bild.offsetHeight}px`)).observe(bild);
}

// New texts that have been written and not been added, and choices that have not been sent.
function vantar() {
  const nya = [...levande.querySelectorAll("form[data-eget] textarea")].filter((falt) => falt.value.trim());
  return [...nya, ...valda.keys()];
}

export function starta(egnaOrd) {
  ord = egnaOrd;
  foljBilden();
  tangenter.starta();
  foljKnappar();
  redanValda();
  setInterval(fraga, FRAGA_MS);
  document.addEventListener("visibilitychange", fraga);
  // The log-in's own clock leaves a page with unsaved work alone (session.js).
  setInterval(() => (document.body.dataset.osparat = osparade().length || vantar().length ? "1" : ""), 1000);
  addEventListener("beforeunload", (e) => {
    if (vantar().length) e.preventDefault();
  });
}
