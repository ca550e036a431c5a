// Keys, after the ARIA grid pattern. They work only while a square has the focus.

import { aktivRuta, farMarkas, gorAktiv, las, rader, skriv, tabell } from "./celler.js";
import { fokusAmnen } from "./panel.js";
import { angra, satt } from "./satt.js";

const SIDA = 8;

const plats = (td) => ({ rad: rader.indexOf(td.parentElement), kol: td.cellIndex });

function ga(rad, kol) {
  const r = Math.max(0, Math.min(rader.length - 1, rad));
  const celler = rader[r].cells;
  const td = celler[Math.max(1, Math.min(celler.length - 1, kol))];
  gorAktiv(td);
  td.focus();
}

// Down the column: one statement across all pupils is the fairer order. At its end, the top of the next that is open.
export function nasta(td) {
  const { rad, kol } = plats(td);
  if (rad < rader.length - 1) ga(rad + 1, kol);
  else if (farMarkas(rader[0].cells[kol + 1])) ga(0, kol + 1);
  else ga(rad, kol);
}

function flytta(e, td) {
  const { rad, kol } = plats(td);
  const helt = e.ctrlKey;
  const steg = {
    ArrowUp: [rad - 1, kol],
    ArrowDown: [rad + 1, kol],
    ArrowLeft: [rad, kol - 1],
    ArrowRight: [rad, kol + 1],
    Home: [helt ? 0 : rad, 1],
    End: [helt ? Infinity : rad, Infinity],
    PageUp: [rad - SIDA, kol],
    PageDown: [rad + SIDA, kol],
  }[e.key];
  if (steg) ga(...steg);
  return Boolean(steg);
}

function marke(e, td) {
  const tangent = e.key.toLowerCase();
  const nu = las(td);
  if (["1", "2", "3"].includes(tangent) || (tangent === "4" && td.dataset.ej)) {
    satt([[td, { ...nu, f: Number(tangent), u: false, s: false, h: false }]]);
    nasta(td);
  } else if (["0", "delete", "backspace"].includes(tangent)) {
    satt([[td, { f: 0, u: false, a: [], s: false }]]);
  } else if (tangent === "u") {
    satt([[td, { ...nu, u: !nu.u, h: false }]]);
  } else if (tangent === "a") {
    return fokusAmnen(td);
  } else {
    return false;
  }
  return true;
}

// Where one left off: the first square, column by column, that is neither judged nor to be looked into.
function forstaTomma() {
  const kolumner = [...Array(rader[0].cells.length).keys()].slice(1);
  const iOrdning = kolumner.flatMap((kol) => rader.map((rad) => rad.cells[kol]));
  const kvar = (td) => (td.dataset.f === "0" && !td.dataset.u) || td.dataset.h;
  return iOrdning.find((td) => farMarkas(td) && kvar(td)) ?? iOrdning.find(farMarkas);
}

export function starta() {
  const forsta = forstaTomma() ?? rader[0].cells[1];
  gorAktiv(forsta);
  // Where the grid is wider than the screen it begins at what is open.
  const rull = tabell.closest(".rutnat-rull");
  rull.scrollLeft = Math.max(0, forsta.offsetLeft + forsta.offsetWidth - rull.clientWidth);
  tabell.addEventListener("focusin", (e) => {
    if (e.target.matches("td.ruta")) gorAktiv(e.target);
  });
  tabell.addEventListener("keydown", (e) => {
    const td = e.target.closest("td.ruta");
    if (!td || e.altKey || e.metaKey) return;
    if (skriv && e.ctrlKey && e.key.toLowerCase() === "z") {
      const forsta = angra();
      if (forsta) ga(...Object.values(plats(forsta)));
      e.preventDefault();
    } else if (flytta(e, td) || (farMarkas(td) && !e.ctrlKey && marke(e, td))) {
      e.preventDefault();
    }
  });
  document.getElementById("angra")?.addEventListener("click", () => {
    angra();
    aktivRuta()?.focus();
  });
}
