// Keys, after the ARIA grid pattern. They work only while a square has the focus.

import { aktivRuta, gorAktiv, las, skriv, tabell } from "./celler.js";
import { fokusAmnen } from "./panel.js";
import { angra, satt } from "./satt.js";

const kropp = tabell.tBodies[0];
const SIDA = 8;

const plats = (td) => ({ rad: td.parentElement.sectionRowIndex, kol: td.cellIndex });

function ga(rad, kol) {
  const r = Math.max(0, Math.min(kropp.rows.length - 1, rad));
  const celler = kropp.rows[r].cells;
  const td = celler[Math.max(1, Math.min(celler.length - 1, kol))];
  gorAktiv(td);
  td.focus();
}

// Down the column: one statement across all pupils is the fairer order. At its end, the top of the next.
export function nasta(td) {
  const { rad, kol } = plats(td);
  if (rad < kropp.rows.length - 1) ga(rad + 1, kol);
  else if (kol < kropp.rows[rad].cells.length - 1) ga(0, kol + 1);
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
  if (["1", "2", "3"].includes(tangent)) {
    satt([[td, { ...nu, f: Number(tangent), u: false, s: false }]]);
    nasta(td);
  } else if (["0", "delete", "backspace"].includes(tangent)) {
    satt([[td, { f: 0, u: false, a: [], s: false }]]);
  } else if (tangent === "u") {
    satt([[td, { ...nu, u: !nu.u }]]);
  } else if (tangent === "a") {
    return fokusAmnen(td);
  } else {
    return false;
  }
  return true;
}

// Where one left off: the first square, column by column, that is neither judged nor to be looked into.
function forstaTomma() {
  const kolumner = [...Array(kropp.rows[0].cells.length).keys()].slice(1);
  const iOrdning = kolumner.flatMap((kol) => [...kropp.rows].map((rad) => rad.cells[kol]));
  return iOrdning.find((td) => td.dataset.f === "0" && !td.dataset.u);
}

export function starta() {
  gorAktiv(forstaTomma() ?? kropp.rows[0].cells[1]);
  tabell.addEventListener("focusin", (e) => {
    if (e.target.matches("td.ruta")) gorAktiv(e.target);
  });
  tabell.addEventListener("keydown", (e) => {
    const td = e.target.closest("td.ruta");
    if (!td || e.altKey || e.metaKey) return;
    if (skriv && e.ctrlKey && e.key.toLowerCase() === "z") {
      const forsta = angra();
      if (forsta) ga(forsta.parentElement.sectionRowIndex, forsta.cellIndex);
      e.preventDefault();
    } else if (flytta(e, td) || (skriv && !e.ctrlKey && marke(e, td))) {
      e.preventDefault();
    }
  });
  document.getElementById("angra")?.addEventListener("click", () => {
    angra();
    aktivRuta()?.focus();
  });
}
