"""What the tests of the pupil's page share: the page, what stands on it, and dates of a form."""

import re
from datetime import date

from django.urls import reverse

from kartlaggning import regler
from kartlaggning.models import Kartlaggning
from kartlaggning.regler import Onskan, individ
from skolanknytning.skola import amnen
from skolanknytning.skola.models import Elev, Klass, Personal

from .. import fabrik
from ..kartlaggning.rundor import GRON, runda
from ..klient import Klient, utan_nycklar

ROTT = "r" + GRON[1:]
HOST = date(2026, 9, 1)


def sida(klient: Klient, elev: Elev) -> str:
    """The pupil's page, which must be let in to."""
    svar = klient.get(reverse("elev", args=[elev.kod]))
    assert svar.status_code == 200
    return utan_nycklar(svar)


def text(html: str, rubrik: str = "") -> str:
    """What stands on the page, or in the section with the heading's id, without tags."""
    innehall = html[html.index("<main") : html.index("</main>")]
    if rubrik:
        innehall = re.search(rf'<section[^>]*aria-labelledby="{rubrik}".*?</section>', innehall, re.DOTALL)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", innehall)).strip()


def bedom(kartlaggning: Kartlaggning, av: Personal, farger: dict[str, int], **mer) -> None:
    """Mark the round as its page does; ``mer`` may hold subjects."""
    elev, koder = kartlaggning.elev, amnen.grundskolan().amnen
    onskade = [Onskan(elev.kod, p, farg, amnen=mer.get("amnen", {}).get(p, ())) for p, farg in farger.items()]
    regler.spara_markeringar(kartlaggning, onskade, av=av, amneskoder=koder)


def eget_datum(
    elev: Elev, av: Personal, datum: date, farger: dict[str, int], *, stang: bool = True, **mer
) -> Kartlaggning:
    """A date of the form with these colours."""
    finns = Kartlaggning.objects.filter(elev=elev, tillfragad=None).exists()
    ny = individ.nytt_datum(elev, av=av) if finns else individ.starta(elev, av=av, datum=datum)
    bedom(ny, av, farger, **mer)
    if stang:
        regler.stang(ny, av=av, skal="Resten senare.")
    Kartlaggning.objects.filter(pk=ny.pk).update(datum=datum)
    return ny


def klassen_gron(klass: Klass, av: Personal, elev: Elev, extra: int = 8) -> Kartlaggning:
    """A class round where the pupil is yellow on the first half, and all the others, ``extra`` new ones too, green."""
    for nummer in range(extra):
        fabrik.elev(klass, f"Nils{nummer}")
    andra = [e for e in klass.elever.all() if e != elev]
    return runda(klass, av, {elev: "yyyyyggggg"} | dict.fromkeys(andra, GRON), stangd=True, datum=HOST)
