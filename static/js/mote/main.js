// A meeting's page: what is pressed is sent, colleagues' changes come in, and nobody's text is lost.
// htmx carries what is sent and what comes back; the answer is merged into the page (morf.js).

import { folj, osparade } from "../anteckning.js";
import { csrf } from "../csrf.js";
import { morfa } from "./morf.js";
import * as tangenter from "./tangenter.js";
import * as utkast from "./utkast.js";

const FRAGA_MS = 3000;
const levande = document.getElementById("levande");
const besked = document.getElementById("mote-besked");
const lage = document.getElementById("mote-lage");
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
  rad.textContent = "En kollega har tagit bort det här. Din text står kvar, så att du kan kopiera den eller skriva den som ett nytt mönster.";
  for (const knapp of kort.querySelectorAll("button, summary")) knapp.hidden = true;
  kort.prepend(rad);
  const nytt = levande.querySelector("form.nytt[action$='/monster/'] textarea");
  if (!nytt) return;
  const flytta = document.createElement("button");
  flytta.className = "btn btn-sm btn-outline-primary";
  flytta.type = "button";
  flytta.textContent = "Skriv det som ett nytt mönster";
  flytta.addEventListener("click", () => {
    nytt.value = [nytt.value.trim(), kort.querySelector("textarea").value].filter(Boolean).join("\n");
    nytt.focus();
    kort.remove();
  });
  rad.append(" ", flytta);
}

function taEmot(html, egen) {
  const svar = tolka(html);
  const ny = svar.getElementById("levande");
  // An answer from before the last one is stale.
  if (ny && Number(ny.dataset.version) < Number(levande.dataset.version)) return;
  sag("");
  const { tom, fokus } = ny?.dataset ?? {};
  if (tom) tomFormular(tom);
  const fore = egen ? utkast.platsen(document.activeElement) : null;
  for (const del of [...svar.children]) {
    const plats = document.getElementById(del.id);
    if (!plats) continue;
    const spar = morfa(plats, del);
    // A field alone is gone when the meeting has been ended; its own line says so.
    spar.borta.filter((el) => !el.matches("form")).forEach(markBorta);
    if (!egen && spar.nya.some((el) => el.matches(".monster"))) sag("Ett nytt mönster från en kollega.");
  }
  folj(levande);
  if (fokus) document.getElementById(fokus)?.focus();
  else if (fore) utkast.vidare(fore);
}

// What has been written since it was sent stays.
function tomFormular(id) {
  const form = document.getElementById(id);
  const falt = form?.querySelector("textarea");
  if (falt && falt.value === skickade.get(form)) falt.value = "";
}

// --- What is sent ----------------------------------------------------------------------------------------------------

levande.addEventListener("submit", (e) => {
  const form = e.target;
  if (form.matches("form.notering")) return;
  e.preventDefault();
  skicka(form, e.submitter);
});

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

// A choice that is made is sent at once, and it alone is changed; its button is there for who has no script.
levande.addEventListener("change", (e) => {
  const form = e.target.closest("form[data-vid-andring]");
  if (form) skicka(form, null, { bara: e.target.name });
});

document.body.addEventListener("htmx:configRequest", (e) => {
  e.detail.headers["X-CSRFToken"] = csrf();
  delete e.detail.parameters.csrfmiddlewaretoken;
});

const FEL = {
  0: "Nätet svarar inte. Det du tryckte på gjordes inte; texter som inte är sparade står kvar och skickas igen.",
  401: "Du är utloggad. Logga in i en ny flik och kom tillbaka hit.",
  403: "Du får inte ändra här längre, eller så är sidan för gammal. Logga in i en ny flik och kom tillbaka hit.",
  404: "En kollega har tagit bort det.",
};

levande.addEventListener("htmx:afterRequest", (e) => {
  if (e.target.matches("form.notering")) return;
  const { xhr, successful } = e.detail;
  if (successful) taEmot(xhr.responseText, true);
  else if (xhr.status === 409) sag(xhr.responseText.slice(0, 200));
  else sag(FEL[xhr.status] ?? FEL[0]);
  if (successful) return;
  const rad = e.target.matches("[data-eget]") && e.target.querySelector(".notering-lage");
  if (rad) rad.textContent = "Inte tillagt än. Texten står kvar.";
  fraga();
});

// --- What colleagues do ----------------------------------------------------------------------------------------------

async function fraga() {
  if (document.visibilityState !== "visible" || paVag || !levande.isConnected) return;
  const adress = `${levande.dataset.nytt}?del=${encodeURIComponent(levande.dataset.del)}&sedan=${levande.dataset.version}`;
  const headers = { ...JSON.parse(document.body.getAttribute("hx-headers")), "HX-Request": "true", "X-Behall-Sidan": "1", "X-Bakgrund": "1" };
  try {
    const svar = await fetch(adress, { headers });
    visaNatet(svar.ok ? "" : (FEL[svar.status] ?? (svar.status === 409 ? await svar.text() : FEL[0])));
    if (svar.status === 200 && !paVag) taEmot(await svar.text(), false);
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
  const bild = document.querySelector(".mote-bild");
  if (bild) new ResizeObserver(() => bild.style.setProperty("--hojd", `${bild.offsetHeight}px`)).observe(bild);
}

if (levande && besked) {
  foljBilden();
  tangenter.starta();
  utkast.starta(levande);
  setInterval(fraga, FRAGA_MS);
  document.addEventListener("visibilitychange", fraga);
  // The log-in's own clock leaves a page with unsaved work alone (session.js).
  setInterval(() => (document.body.dataset.osparat = osparade().length || vantar().length ? "1" : ""), 1000);
  addEventListener("beforeunload", (e) => {
    if (vantar().length) e.preventDefault();
  });
}

// New texts that have been written and not been added.
function vantar() {
  return [...levande.querySelectorAll("form[data-eget] textarea")].filter((falt) => falt.value.trim());
}
