// A step of a plan: goals, insatser and choices are written together (levande.js).

import { starta } from "../levande/levande.js";

if (document.getElementById("levande")) {
  starta({
    nytt: { ".skriv-mal, .skriv-under": "Ett nytt mål från en kollega.", ".skriv-insats": "En ny insats från en kollega." },
    borta: {
      ord: "En kollega har tagit bort det här. Din text står kvar, så att du kan kopiera den eller skriva den på nytt.",
      knapp: "Skriv det på nytt",
      falt: "form.nytt textarea",
    },
  });
}
