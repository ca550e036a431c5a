// Setting squares, and taking it back. Every way of marking goes through satt().

import { hitta, las, lika, mala, ratta } from "./celler.js";
import { lagg } from "./ko.js";

const historik = [];
const knapp = document.getElementById("angra");

function andra(td, tillstand) {
  mala(td, tillstand);
  lagg(td);
  td.dispatchEvent(new CustomEvent("rutnat:satt", { bubbles: true }));
}

// Squares and what to put in them: [[td, tillstand], …] as one step that can be undone. Returns how many changed.
export function satt(andringar) {
  const steg = [];
  for (const [td, onskat] of andringar) {
    const fore = las(td);
    const efter = ratta(onskat);
    if (lika(fore, efter)) continue;
    andra(td, efter);
    steg.push({ e: td.dataset.e, p: td.dataset.p, fore, efter });
  }
  if (steg.length) {
    historik.push(steg);
    knapp.disabled = false;
  }
  return steg.length;
}

// Take back the last step; returns its first square. A square that a colleague has changed since is left as it is.
export function angra() {
  const steg = historik.pop();
  knapp.disabled = historik.length === 0;
  let forsta = null;
  for (const { e, p, fore, efter } of steg ?? []) {
    const td = hitta(e, p);
    if (!td || !lika(las(td), efter)) continue;
    andra(td, fore);
    forsta ??= td;
  }
  return forsta;
}
