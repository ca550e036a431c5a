// Beside the grid: the statement one stands in, its lathund, "resten grönt" and the subjects of a pupil.

import { aktivRuta, farMarkas, hitta, kolumn, las, namn, tabell, tarAmnen } from "./celler.js";
import { satt } from "./satt.js";

const delar = new Map([...document.querySelectorAll(".panel-del")].map((del) => [del.dataset.p, del]));
let visad = null;
let elev = null; // the pupil whose subjects are shown: { e, p }
let tillbaka = null;

const fragar = (td) =>
  Boolean(farMarkas(td) && delar.get(td.dataset.p).querySelector(".amneskoder") && tarAmnen(las(td).f));

function visaPastaende(p) {
  if (p === visad) return;
  for (const [nyckel, del] of delar) del.hidden = nyckel !== p;
  for (const th of tabell.querySelectorAll("th[id^=kol-]")) th.classList.toggle("aktuell", th.id === `kol-${p}`);
  visad = p;
}

function visaAmnen(td) {
  const del = delar.get(td.dataset.p);
  const ruta = del.querySelector(".amnesval-elev");
  if (!ruta) return;
  // The square one stands in when it asks for subjects; otherwise the last one that did, so that a key press
  // that moves on leaves the question open.
  if (fragar(td)) elev = { e: td.dataset.e, p: td.dataset.p };
  const vald = elev && elev.p === td.dataset.p ? hitta(elev.e, elev.p) : null;
  ruta.hidden = !fragar(vald);
  del.querySelector(".amnesval-tips").hidden = !ruta.hidden;
  if (ruta.hidden) return;
  del.querySelector(".amnesval-namn").textContent = namn(vald);
  const valda = las(vald).a;
  for (const knapp of del.querySelectorAll(".amne")) {
    knapp.setAttribute("aria-pressed", String(valda.includes(knapp.dataset.kod)));
  }
}

export function uppdatera(td = aktivRuta()) {
  if (!td) return;
  visaPastaende(td.dataset.p);
  visaAmnen(td);
}

export function fokusAmnen(td) {
  visaAmnen(td);
  const ruta = delar.get(td.dataset.p).querySelector(".amnesval-elev");
  if (!ruta || ruta.hidden) return false;
  tillbaka = td;
  ruta.querySelector(".amne").focus();
  return true;
}

function vaxla(knapp) {
  const td = hitta(elev.e, elev.p);
  const nu = las(td);
  const kod = knapp.dataset.kod;
  const a = nu.a.includes(kod) ? nu.a.filter((k) => k !== kod) : [...nu.a, kod];
  satt([[td, { ...nu, a, h: false }]]);
  knapp.setAttribute("aria-pressed", String(a.includes(kod)));
}

function restenGront(p) {
  const tomma = kolumn(p).filter((td) => las(td).f === 0 && !las(td).u);
  const antal = satt(tomma.map((td) => [td, { f: 1, u: false, a: [], s: true }]));
  const text = antal ? `${antal} ${antal === 1 ? "elev" : "elever"} sattes grönt samlat. Ångra tar tillbaka.` : "Alla i kolumnen är redan bedömda.";
  document.getElementById("samlat-besked").textContent = text;
}

// The heads of the columns stick below the tools, however high these grow.
function foljVerktyg() {
  const verktyg = document.querySelector(".verktyg");
  const mat = () => tabell.style.setProperty("--verktyg", `${verktyg.offsetHeight}px`);
  if (verktyg) new ResizeObserver(mat).observe(verktyg);
}

export function starta() {
  foljVerktyg();
  // Where the panel takes its height from the grid, the lathund waits until somebody asks, and the grid is brought
  // into view as a whole when one begins.
  if (matchMedia("(max-width: 1339px)").matches) {
    for (const lathund of document.querySelectorAll(".panel .lathund")) lathund.open = false;
    // After the browser's own scrolling to what got the focus.
    const hog = matchMedia("(min-height: 33.01rem)");
    const framfor = () => hog.matches && document.getElementById("rutnat").scrollIntoView({ block: "start" });
    tabell.addEventListener("focusin", () => requestAnimationFrame(framfor));
    new ResizeObserver(() => {
      if (!document.activeElement.matches("td.ruta")) return;
      document.activeElement.scrollIntoView({ block: "nearest" });
      framfor();
    }).observe(document.querySelector(".rutnat-rull"));
  }
  tabell.addEventListener("focusin", (e) => e.target.matches("td.ruta") && uppdatera(e.target));
  // A square that was just set asks for its subjects even though the focus has moved on.
  tabell.addEventListener("rutnat:satt", (e) => {
    document.getElementById("samlat-besked").textContent = "";
    const { e: kod, p } = e.target.dataset;
    if (fragar(e.target)) elev = { e: kod, p };
    if (p === visad) visaAmnen(e.target);
  });
  document.querySelector(".panel").addEventListener("click", (e) => {
    const amne = e.target.closest(".amne");
    const resten = e.target.closest(".resten");
    if (amne) vaxla(amne);
    if (resten) restenGront(resten.dataset.p);
  });
  document.querySelector(".panel").addEventListener("keydown", (e) => {
    const amne = e.target.closest(".amne");
    if (!amne) return;
    const alla = [...amne.parentElement.children];
    const steg = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[e.key];
    if (steg) alla[(alla.indexOf(amne) + steg + alla.length) % alla.length].focus();
    else if (e.key === "Escape") (tillbaka?.isConnected ? tillbaka : aktivRuta())?.focus();
    else return;
    e.preventDefault();
  });
  uppdatera();
}
