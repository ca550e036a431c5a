// The colour grid: keys, pens, painting and the queue. htmx carries what is sent and what comes back.

import { skriv } from "./celler.js";
import * as ko from "./ko.js";
import * as krockar from "./krockar.js";
import * as panel from "./panel.js";
import * as pennor from "./pennor.js";
import * as tangenter from "./tangenter.js";

if (document.getElementById("tabell")) {
  tangenter.starta();
  panel.starta();
  ko.starta();
  if (skriv) {
    pennor.starta();
    krockar.starta();
  }
  // Where the dates are more than the screen is wide, the open one is in view from the start.
  const rull = document.querySelector(".individ .rutnat-rull");
  const oppen = document.querySelector(".dag.egen");
  if (rull && oppen) rull.scrollLeft = oppen.offsetLeft + oppen.offsetWidth - rull.clientWidth;
  document.body.addEventListener("htmx:afterSwap", () => panel.uppdatera());
}
