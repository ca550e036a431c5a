// The queue: marks show at once, wait a moment, and travel as one batch. Nothing that was not answered is forgotten.
// Marks wait in memory only; nothing about pupils is put in the browser's storage.

import { byt, hitta, las, nyckel } from "./celler.js";
import { csrf } from "../csrf.js";

const SAMLA_MS = 250;
const FRAGA_MS = 3000;
const LANGSTA_VANTAN_MS = 15000;
const SAG_EFTER_MS = 2000;

const form = document.getElementById("spara");
const fraga = document.getElementById("fraga");
const sagt = document.getElementById("sparlage-sagt");
const lage = document.getElementById("sparlage");
const lageText = document.getElementById("sparlage-text");
const forsokIgen = document.getElementById("forsok-igen");
const krockar = document.getElementById("krockar");

const vantar = new Map(); // key → square: what has been painted and not been sent
let paVag = new Map(); // what the batch under way holds
let timer = null;
let forsok = 0;
let stopp = "";
let sedan = Number(document.getElementById("svar")?.dataset.version);
let sagTimer = null;

export const osparade = () => vantar.size + paVag.size;

export function lagg(td) {
  vantar.set(nyckel(td), { e: td.dataset.e, p: td.dataset.p });
  if (!stopp) planera(SAMLA_MS);
  visa();
}

function planera(ms) {
  clearTimeout(timer);
  timer = setTimeout(skicka, ms);
}

function skicka() {
  if (paVag.size || !vantar.size) return;
  paVag = new Map(vantar);
  vantar.clear();
  const marken = [...paVag.values()].map(({ e, p }) => {
    const td = hitta(e, p);
    return { e, p, v: Number(td.dataset.v), ...las(td) };
  });
  form.elements.sedan.value = sedan;
  form.elements.marken.value = JSON.stringify(marken);
  visa();
  htmx.trigger(form, "spara");
}

function misslyckades(text, forsoker) {
  for (const [k, v] of paVag) if (!vantar.has(k)) vantar.set(k, v);
  paVag = new Map();
  forsok += 1;
  stopp = forsoker ? "" : text;
  if (forsoker) planera(Math.min(1000 * 2 ** (forsok - 1), LANGSTA_VANTAN_MS));
  visa(text);
}

const markering = (n) => (n === 1 ? "1 markering" : `${n} markeringar`);

function visa(fel = stopp) {
  const n = osparade();
  const misslyckat = fel || forsok > 0;
  lage.dataset.lage = n === 0 ? "sparat" : misslyckat ? "fel" : "sparar";
  document.body.dataset.osparat = n ? "1" : "";
  forsokIgen.hidden = !(n && misslyckat);
  let text = "Allt är sparat";
  if (n && stopp) text = `${stopp} ${markering(n)} här är inte ${n === 1 ? "sparad" : "sparade"}.`;
  else if (n && misslyckat) text = `${fel || "Nätet svarar inte."} ${markering(n)} väntar här och skickas igen. Stäng inte sidan.`;
  else if (n) text = "Sparar …";
  if (lageText.textContent !== text) lageText.textContent = text;
  // Spoken at once when something is wrong; that all is saved only when one pauses.
  clearTimeout(sagTimer);
  if (n && misslyckat) sagt.textContent = text;
  else if (!n) sagTimer = setTimeout(() => (sagt.textContent = text), SAG_EFTER_MS);
}

// The answer to a batch, or to the question of what colleagues have done.
function taEmot(svar) {
  const version = Number(svar.dataset.version);
  for (const sparad of (svar.dataset.sparade || "").split(" ").filter(Boolean)) {
    const [e, p, v] = sparad.split(".");
    hitta(e, p).dataset.v = v;
    paVag.delete(`${e}.${p}`);
  }
  const avvisade = (svar.dataset.avvisade || "").split(" ").filter(Boolean);
  for (const k of avvisade) {
    paVag.delete(k);
    vantar.delete(k);
  }
  const krockade = new Map([...svar.querySelectorAll(".krock")].map((rad) => [`${rad.dataset.e}.${rad.dataset.p}`, rad]));
  for (const [k, rad] of krockade) {
    const td = hitta(...k.split("."));
    if (vantar.has(k) && td) visaSenasteOnskan(rad, las(td));
    paVag.delete(k);
    vantar.delete(k);
    krockar.append(rad);
  }
  for (const ny of [...svar.querySelectorAll("td.ruta")]) {
    const gammal = hitta(ny.dataset.e, ny.dataset.p);
    const vantande = vantar.has(nyckel(ny)) || paVag.has(nyckel(ny));
    if (!gammal || vantande || Number(ny.dataset.v) <= Number(gammal.dataset.v)) continue;
    if (!krockade.has(nyckel(ny))) ny.classList.add("kollega");
    ny.title = ny.dataset.av;
    byt(gammal, ny);
  }
  svar.querySelector("table")?.remove();
  if (version > sedan) sedan = version;
  if (svar.dataset.stangd) stopp = "Kartläggningen har stängts av en kollega.";
  if (avvisade.length) visa(`${markering(avvisade.length)} gällde en elev som inte längre är i klassen och sparades inte.`);
}

function visaSenasteOnskan(rad, t) {
  Object.assign(rad.dataset, { f: t.f, u: t.u ? "1" : "", a: t.a.join(" ") });
  const ord = ["ej bedömd", "grönt", "gult", "rött", "ej aktuellt"][t.f];
  rad.querySelector(".ville").textContent = ord;
  rad.querySelector('[data-val="min"]').textContent = `Sätt ${ord}`;
}

export function starta() {
  const rutnat = document.getElementById("rutnat");
  rutnat.addEventListener("htmx:configRequest", (e) => {
    e.detail.headers["X-CSRFToken"] = csrf();
    delete e.detail.parameters.csrfmiddlewaretoken;
  });
  rutnat.addEventListener("htmx:beforeSwap", (e) => {
    // Only an answer of ours may come into the page; an error page never does.
    if (!e.detail.serverResponse.includes('id="svar"')) e.detail.shouldSwap = false;
  });
  document.body.addEventListener("htmx:afterSwap", () => {
    const svar = document.getElementById("svar");
    if (svar.dataset.mottaget) return;
    svar.dataset.mottaget = "1";
    taEmot(svar);
  });
  form?.addEventListener("htmx:afterRequest", (e) => {
    const status = e.detail.xhr?.status ?? 0;
    if (e.detail.successful) {
      forsok = 0;
      // What the server did not mention is not saved.
      for (const [k, v] of paVag) if (!vantar.has(k)) vantar.set(k, v);
      paVag = new Map();
      visa();
      if (vantar.size) planera(SAMLA_MS);
    } else if (status === 401) {
      misslyckades("Du är utloggad. Logga in i en ny flik och kom tillbaka hit.", true);
    } else if (status === 403) {
      misslyckades("Du får inte ändra här längre, eller så är sidan för gammal. Logga in i en ny flik och kom tillbaka hit.", true);
    } else if (status === 404) {
      misslyckades("En mentor har tagit tillbaka det här.", false);
    } else if (status >= 400 && status < 500) {
      misslyckades(e.detail.xhr.responseText.slice(0, 200), false);
    } else {
      misslyckades("", true);
    }
  });
  forsokIgen?.addEventListener("click", () => {
    stopp = "";
    planera(0);
  });
  addEventListener("online", () => vantar.size && !stopp && planera(0));
  addEventListener("beforeunload", (e) => {
    if (osparade()) e.preventDefault();
  });
  if (fraga) {
    setInterval(() => {
      if (document.visibilityState !== "visible" || paVag.size) return;
      fraga.elements.sedan.value = sedan;
      htmx.trigger(fraga, "fraga");
    }, FRAGA_MS);
  }
}
