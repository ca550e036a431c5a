// A meeting's page: patterns and drafts are written together (levande.js); after a draft the focus is on the next.

import { starta } from "../levande/levande.js";
import * as utkast from "./utkast.js";

const levande = document.getElementById("levande");

if (levande) {
  utkast.starta(levande);
  starta({
    nytt: { ".monster": "Ett nytt mönster från en kollega." },
    borta: {
      ord: "En kollega har tagit bort det här. Din text står kvar, så att du kan kopiera den eller skriva den som ett nytt mönster.",
      knapp: "Skriv det som ett nytt mönster",
      falt: "form.nytt[action$='/monster/'] textarea",
    },
    fokus: { fore: () => utkast.platsen(document.activeElement), efter: utkast.vidare },
  });
}
