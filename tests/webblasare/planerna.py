"""A class whose meeting has ended, plans about it, and what people press in a plan. All of them made up."""

import json
import re
from dataclasses import dataclass
from itertools import count

from playwright.sync_api import Locator, Page, expect

from .moten import ELEVER, skriv
from .program import Program

REKTOR = "rektor@exempel.test"
SENT, BRAK, BRA = (
    "Sex av tolv kommer sent eller uteblir i FY och KE.",
    "Rasterna slutar ofta i bråk.",
    "I slöjden är alla med.",
)
SCHEMAT, START, VUXNA = "FY och KE ligger sist på dagen.", "Lektionerna börjar olika.", "Få vuxna är ute."
_NUMMER = count(1)

# Two patterns are angelägna, one of them with two factors; the third is a strength.
_KLASSEN = """
import json
import re
from datetime import timedelta
from analys import regler
from tests import fabrik
from tests.analys import moten
from skolanknytning.skola.models import Personal, idag
m, m2, halsan = (Personal.objects.get(email=e + "@exempel.test") for e in ("mentor", "mentor2", "elevhalsa"))
klass = fabrik.klass(m.tjanster.first().skola, {klass!r}, m, m2)
for namn in {elever!r}:
    fabrik.elev(klass, *namn.split())
runda = moten.stangd_runda(klass, m, datum=idag() - timedelta(days=9))
mote = regler.planera(runda, datum=idag(), elever=[], deltagare=[m, halsan], av=m)
sent, brak, bra = {monster!r}
schemat, borjan, vuxna = {faktorer!r}
ett = moten.monster(mote, m, sent, angelagen=True)
moten.koppling(ett, m, "org-schema", schemat)
moten.koppling(ett, m, "larare-trygghet", borjan)
moten.koppling(moten.monster(mote, m, brak, dimension="affektiv", angelagen=True), m, "org-trygghet", vuxna)
moten.monster(mote, m, bra, slag="styrka")
regler.avsluta(mote, av=m)
kod = ""
if {fylld!r}:
    from tests.handlingsplan import planer
    kod = planer.fylld(planer.plan(klass, m, analys=mote), m).kod
elif {tom!r}:
    from tests.handlingsplan import planer
    kod = planer.plan(klass, m, analys=mote).kod
print(json.dumps({{"namn": klass.namn, "klass": klass.kod, "analys": mote.kod, "kod": kod}}))
"""


@dataclass(frozen=True, slots=True)
class Planen:
    """A class's name and code, the codes of its ended meeting and of its plan ("" before one is started)."""

    namn: str
    klass: str
    analys: str
    kod: str

    def sida(self, del_: str = "") -> str:
        """The address of a part of the plan."""
        return f"/plan/{self.kod}/{del_}{'/' if del_ else ''}"


def efter_motet(program: Program, *, plan: str = "") -> Planen:
    """A class of its own whose meeting has ended; with ``plan`` "tom" or "fylld" also with a plan of the mentor's."""
    kod = _KLASSEN.format(
        klass=f"9P{next(_NUMMER)}",
        elever=list(ELEVER),
        monster=[SENT, BRAK, BRA],
        faktorer=[SCHEMAT, START, VUXNA],
        fylld=plan == "fylld",
        tom=plan == "tom",
    )
    return Planen(**json.loads(program.kor(kod)))


# --- What is pressed ------------------------------------------------------------------------------------------------


def valj(falt: Locator, varde: str) -> None:
    """Choose or type in a field that is sent as soon as it is left, and wait until the server has it."""
    with falt.page.expect_response(lambda svar: svar.request.method == "POST" and svar.ok):
        if falt.evaluate("e => e.tagName") == "SELECT":
            falt.select_option(label=varde)
        else:
            falt.fill(varde)
            falt.blur()


def kryssa(ruta: Locator) -> None:
    """Tick a box or a radio button that is sent at once, and wait until the server has it."""
    with ruta.page.expect_response(lambda svar: svar.request.method == "POST" and svar.ok):
        ruta.check()


def skriv_i(rot: Locator | Page, etikett: str, text: str) -> None:
    """Write a long text in the field with that label, and wait until it is saved."""
    skriv(rutan(rot, etikett), text)


def rutan(rot: Locator | Page, etikett: str) -> Locator:
    """A long text's field, by how its label begins."""
    return rot.get_by_role("textbox", name=re.compile(rf"^{re.escape(etikett)}"))


def lagg_mal(page: Page, text: str) -> None:
    """A new goal on the page where goals are written."""
    antal = malen(page).count()
    formular = page.locator("#nytt-mal")
    formular.get_by_role("textbox").fill(text)
    formular.get_by_role("button", name="Lägg till målet").click()
    expect(malen(page)).to_have_count(antal + 1)
    expect(formular.get_by_role("textbox")).to_have_value("")


def lagg_insats(page: Page, under: Locator, text: str, typ: str, grund: str) -> None:
    """A new insats under a goal, with its kind and what it rests on."""
    antal = insatserna(under).count()
    if not under.get_by_label("Vad ska ni göra?").is_visible():
        under.get_by_text("En insats till").click()
    formular = under.locator("form.nytt")
    formular.get_by_label("Vad ska ni göra?").fill(text)
    formular.get_by_role("radio", name=typ).check()
    formular.get_by_role("checkbox", name=grund).check()
    formular.get_by_role("button", name="Lägg till insatsen").click()
    expect(insatserna(under)).to_have_count(antal + 1)


def malen(page: Page) -> Locator:
    """The goals' cards."""
    return page.locator("li.skriv-mal")


def insatserna(rot: Locator | Page) -> Locator:
    """The insatser's cards."""
    return rot.locator("li.skriv-insats")


def under(page: Page, mal: str) -> Locator:
    """The part of the page about a goal's insatser."""
    return page.get_by_role("region", name=mal)


def nasta(page: Page, vart: str) -> None:
    """On to the next step, or to the plan's own page after the last."""
    page.get_by_role("link", name=f"Nästa: {vart}").click()
    if vart != "Hela planen":
        expect(page.locator("#arbete-steg [aria-current=step]")).to_contain_text(vart)
