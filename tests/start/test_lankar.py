"""Every link that a page of the demo shows leads somewhere: nobody is sent to a page that is closed to them.

The walk starts at the start page, with the part that it fetches, and follows every link a little way: each kind of
page a few times, so that an open and an ended one, one's own and another's are all tried.
"""

import re
from collections import Counter
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse

from skolanknytning.skola.models import Klass, Personal, Placering, idag

from .. import fabrik
from ..klient import Klient

LANK = re.compile(r'<a [^>]*href="(/[^"#]*)[^"]*"|hx-get="(/[^"#]*)" hx-trigger="load"')
# So many pages of each kind are opened and read for more links; of every other link only what it answers is asked.
PER_SORT = 2
# So many of each kind are asked for in all.
FRAGAS = 4
# What takes long to make (PDF, workbook) and has tests of its own: the page that leads there asks the same of access.
FILER = ("pdf", "excel", "blankett", "mall", "mapp", "utskrift", "json")
DEMO = [
    "mentor@exempel.test",
    "mentor2@exempel.test",
    "larare@exempel.test",
    "elevhalsa@exempel.test",
    "rektor@exempel.test",
    "admin@exempel.test",
    "mentor@grannskolan.test",
]
# What the walk must have reached, so that it does not pass by losing its way.
OVERALLT = {"start", "om", "tillganglighet"}
MENTORS = OVERALLT | {"klass", "elev", "kartlaggning", "analys", "analys_sammanfattning", "plan", "planer", "plan_steg"}
SKOLANS = {"skolans_klasser", "skolniva", "plan_ny_klass", "plan_ny_skola"}
NAR_FRAM = dict.fromkeys(DEMO, OVERALLT) | {
    "mentor@exempel.test": MENTORS,
    "mentor2@exempel.test": MENTORS,
    "elevhalsa@exempel.test": MENTORS - {"kartlaggning"} | SKOLANS,
    "rektor@exempel.test": MENTORS | SKOLANS | {"plan_granska", "skola_logg"},
    "admin@exempel.test": OVERALLT | {"skola_administration", "klass_lista", "klass_uppgifter", "elev_uppgifter"},
}


@pytest.fixture(autouse=True)
def lasbar(demo, db):
    """The demo; what is done with it here is undone."""


def ga(epost: str, start: str = "/") -> tuple[dict[str, str], Counter]:
    """What links answer wrongly, by address, with the page that shows them; and how many of each kind there were."""
    klient = Klient()
    klient.force_login(Personal.objects.get(email=epost))
    fel: dict[str, str] = {}
    fran, kvar, antal = {start: ""}, [start], Counter()
    while kvar:
        adress = kvar.pop(0)
        sort = sorten(adress)
        antal[sort] += 1
        if antal[sort] > FRAGAS:
            continue
        svar = klient.get(adress)
        if svar.status_code not in (200, 302):
            fel[adress] = f"{svar.status_code} från {fran[adress]}"
        if antal[sort] <= PER_SORT:
            nya = [ny for ny in lankar(svar) if ny not in fran]
            fran |= dict.fromkeys(nya, adress)
            kvar += nya
    return fel, antal


def lankar(svar) -> list[str]:
    """The program's own pages that a page leads to, each once."""
    if svar.status_code != 200 or not svar.headers["Content-Type"].startswith("text/html"):
        return []
    alla = dict.fromkeys(unescape(traff[1] or traff[2]) for traff in LANK.finditer(svar.content.decode()))
    return [adress for adress in alla if not any(ord_ in sorten(adress) for ord_ in FILER)]


def sorten(adress: str) -> str:
    """What kind of page an address leads to."""
    return resolve(urlsplit(adress).path).url_name


@pytest.mark.parametrize("epost", DEMO)
def test_no_link_leads_to_a_closed_page(epost):
    fel, antal = ga(epost)
    assert fel == {}
    assert NAR_FRAM[epost] - set(antal) == set()


def flytta_upp(klass: Klass, mentor: Personal) -> Klass:
    """The class in the next läsår, with its pupils and another mentor."""
    nasta = fabrik.klass(klass.skola, f"{klass.namn} nu", mentor, lasar=klass.lasar + 1, stam=klass.stam)
    elever = list(Placering.objects.filter(klass=klass, till=None).values_list("elev", flat=True))
    Placering.objects.filter(klass=klass, till=None).update(till=idag())
    Placering.objects.bulk_create(Placering(elev_id=elev, klass=nasta) for elev in elever)
    return nasta


@pytest.mark.parametrize("vem", ["före", "nu", "rektor"])
def test_nor_when_a_class_has_moved_up_to_another_mentor(vem):
    """From its page as it was, too: its rounds, meetings and plans stay, and not for everybody."""
    ny, rektor = (Personal.objects.get(email=f"{namn}@exempel.test") for namn in ("mentor2", "rektor"))
    klass = Klass.objects.filter(lasar=2026, planer__analys__isnull=False).exclude(mentorer=ny).first()
    # Of the demo's other mentors nobody can log in.
    klass.mentorer.update(password=ny.password)
    nasta = flytta_upp(klass, ny)
    person = {"före": klass.mentorer.first(), "nu": ny, "rektor": rektor}[vem]
    for start in [klass] if vem == "före" else [klass, nasta]:
        fel, antal = ga(person.email, reverse("klass", args=[start.kod]))
        assert fel == {}
        assert "analys_sammanfattning" in antal
        assert ("plan" in antal) is (vem != "före")
