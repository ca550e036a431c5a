// A colleague changed the same square: both wishes are shown, and a person decides.

import { hitta, las } from "./celler.js";
import { satt } from "./satt.js";

export function starta() {
  document.getElementById("krockar")?.addEventListener("click", (e) => {
    const val = e.target.closest("[data-val]")?.dataset.val;
    if (!val) return;
    const rad = e.target.closest(".krock");
    const { e: elev, p, f, u, a } = rad.dataset;
    const td = hitta(elev, p);
    if (val === "min" && td) {
      satt([[td, { ...las(td), f: Number(f), u: u === "1", a: a ? a.split(" ") : [], s: false, h: false }]]);
    }
    rad.remove();
    td?.focus();
  });
}
