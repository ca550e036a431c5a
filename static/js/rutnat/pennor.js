// Pens: pick one, then one click a square. Escape puts the pen down.

import { aktivRuta, farMarkas, las, tabell } from "./celler.js";
import { satt } from "./satt.js";

const TIPS = "Välj en penna först, eller tryck 1, 2 eller 3.";
const besked = document.getElementById("samlat-besked");
const knappar = [...document.querySelectorAll(".penna[data-penna]")];
let penna = null;

function valj(varde) {
  penna = penna === varde ? null : varde;
  for (const k of knappar) k.setAttribute("aria-pressed", String(k.dataset.penna === penna));
  tabell.dataset.penna = penna ?? "";
  // At once, and not when the next square is marked: the grid must not move under a hand that is painting.
  if (besked.textContent === TIPS) besked.textContent = "";
}

function rita(td) {
  const nu = las(td);
  if (penna === "u") satt([[td, { ...nu, u: !nu.u, h: false }]]);
  else if (penna === "0") satt([[td, { f: 0, u: false, a: [], s: false }]]);
  else if (penna !== "4" || td.dataset.ej) satt([[td, { ...nu, f: Number(penna), u: false, s: false, h: false }]]);
  else besked.textContent = "Ej aktuellt går bara att välja för anpassningar och stöd.";
}

export function starta() {
  for (const k of knappar) k.addEventListener("click", () => valj(k.dataset.penna));
  tabell.addEventListener("click", (e) => {
    const td = e.target.closest("td.ruta");
    if (!td) return;
    td.focus({ preventScroll: true });
    if (!farMarkas(td)) return;
    if (penna === null) besked.textContent = TIPS;
    else rita(td);
  });
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape" || penna === null) return;
    valj(penna);
    aktivRuta()?.focus();
  });
}
