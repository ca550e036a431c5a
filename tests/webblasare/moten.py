"""A rated class that waits for its meeting, and what people press in a meeting. Everybody in the class is made up."""

import json
import re
from dataclasses import dataclass
from itertools import count

from playwright.sync_api import Locator, Page, Route, expect

from .program import Program

MENTOR, ELEVHALSA = "mentor@exempel.test", "elevhalsa@exempel.test"
MENTORS_NAMN, ELEVHALSANS_NAMN = "Sanna Lindroth", "Birgitta Nyholm"
ELEVER = (
    "Alva Nordqvist", "Bilal Haddadi", "Cornelia Sjöstrand", "Dragan Petrovic", "Elvira Holmgren", "Filip Wikander",
    "Gustav Tornberg", "Hanna Lövkvist", "Idriss Farahani", "Jolanta Kowalska", "Kerstin Rydvall", "Ludvig Stenhammar",
)  # fmt: skip
SKYDDAD = "Vendela Tornérus"
_NUMMER = count(1)

# Six of the twelve are yellow or red on attendance, five on playing together, four on conflicts; all the rest is green.
_KLASSEN = """
import json
from datetime import timedelta
from tests import fabrik
from tests.kartlaggning.individuella import eget_datum
from tests.kartlaggning.rundor import GRON, runda
from skolanknytning.skola.models import Personal, idag
m, m2, halsan = (Personal.objects.get(email=e + "@exempel.test") for e in ("mentor", "mentor2", "elevhalsa"))
klass = fabrik.klass(m.tjanster.first().skola, {klass!r}, m, m2)
elever = [fabrik.elev(klass, *namn.split()) for namn in {elever!r}]
farger = {{e: ("ry" * 6)[n] * (n < 6) + "g" * (n >= 6) + "y" * (n < 5) + "g" * (n >= 5) + "r" * (n < 4) + "g" * (n >= 4)
           + GRON[3:] for n, e in enumerate(elever)}}
amnen = {{(e, 0): ["FY", "KE"] for e in elever[:6]}}
dag = idag() - timedelta(days=9)
vidar = fabrik.elev(klass, *{skyddad!r}.split(), skyddad=True)
vidar.far_se.set([m, halsan])
stangd = runda(klass, m, farger | {{vidar: GRON}}, datum=dag, stangd=True, amnen=amnen)
for e in (*elever[:2], vidar):
    eget_datum(e, m, "ryy" + "g" * 18, datum=dag, amnen={{0: ["FY", "KE"]}})
kod = ""
if {planerat!r}:
    from analys import regler
    kod = regler.planera(stangd, datum=idag(), elever=[*elever[:2], vidar], deltagare=[m, halsan], av=m).kod
print(json.dumps({{"klass": klass.kod, "kod": kod, "elever": [e.kod for e in elever[:2]], "skyddad": vidar.kod}}))
"""


@dataclass(frozen=True, slots=True)
class Motet:
    """Codes of a class and its meeting ("" before it is planned), the two pupils to talk of, and the protected one."""

    klass: str
    kod: str
    elever: tuple[str, str]
    skyddad: str

    def sida(self, del_: str = "") -> str:
        """The address of a part of the meeting."""
        return f"/analys/{self.kod}/{del_}{'/' if del_ else ''}"


def rakna_upp(program: Program, *, planerat: bool = True) -> Motet:
    """A class of its own with a closed round and three forms, and its meeting of today if ``planerat``."""
    kod = _KLASSEN.format(klass=f"9M{next(_NUMMER)}", elever=list(ELEVER), skyddad=SKYDDAD, planerat=planerat)
    svar = json.loads(program.kor(kod))
    return Motet(svar["klass"], svar["kod"], tuple(svar["elever"]), svar["skyddad"])


# --- What is pressed ------------------------------------------------------------------------------------------------


def utkasten(page: Page) -> Locator:
    """The drafts that are shown."""
    return page.locator(".utkast-rad:visible")


def korten(page: Page) -> Locator:
    """The patterns' cards."""
    return page.locator("li.monster")


def faltet(rot: Locator | Page, nummer: int = 0) -> Locator:
    """A long text's field."""
    return rot.locator("form.notering textarea").nth(nummer)


def skriv(falt: Locator, text: str) -> None:
    """Write a text in place of what stands there, and wait until the page says that it is saved."""
    falt.fill(text)
    formular = falt.locator("xpath=ancestor::form")
    falt.blur()
    expect(formular.locator(".notering-lage")).to_contain_text("Sparat")


def texter(page: Page) -> list[str]:
    """What stands in the fields of the patterns' cards, in order."""
    return korten(page).locator("> form.notering textarea").evaluate_all("falt => falt.map(f => f.value)")


def lagg_till(page: Page, text: str, rot: Locator | None = None) -> None:
    """A pattern in one's own words, of the page's question or of the one in ``rot``."""
    formular = (rot or page.locator("#levande")).locator("form.nytt[id^='nytt-oro'], form.nytt[id^='nytt-styrka']")
    formular.locator("textarea").fill(text)
    formular.get_by_role("button", name="Lägg till mönstret").click()
    expect(formular.locator("textarea")).to_have_value("")


_PERSONALEN = """
from skolanknytning.skola.models import Personal
skola = Personal.objects.get(email="mentor@exempel.test").tjanster.first().skola
print("|".join(Personal.objects.filter(tjanster__skola=skola).values_list("namn", flat=True)))
"""


def namnen(program: Program) -> list[str]:
    """Every word of every name in the class and among the school's staff."""
    personal = program.kor(_PERSONALEN).split("|")
    return sorted({ord_ for namn in (*ELEVER, SKYDDAD, *personal) for ord_ in re.findall(r"[^\W\d_]+", namn)})


def funna(namn: list[str], kalla: str) -> list[str]:
    """The names that stand in a page's source, also in the genitive; short ones with their own capital letter only."""
    return [
        n for n in namn if re.search(rf"(?<![^\W_]){n}s?(?![^\W_])", kalla, re.IGNORECASE if len(n) > 4 else 0)
    ]  # fmt: skip


class Kallor:
    """What the browser is given of a page, as source: each page it is shown, and every answer to the page's script."""

    def __init__(self, page: Page):
        self.page, self.sedda = page, []
        page.route("**/*", self._hamtat)

    def _hamtat(self, route: Route) -> None:
        if route.request.resource_type not in ("xhr", "fetch"):
            return route.continue_()
        svar = route.fetch()
        self.sedda.append((route.request.url, svar.text()))
        return route.fulfill(response=svar)

    def se(self) -> None:
        """Take down the page as it stands, before it is left."""
        self.sedda.append((self.page.url, self.page.content()))

    def namn(self, namn: list[str]) -> dict[str, list[str]]:
        """The names that stood in any of it, by address."""
        return {adress: n for adress, kalla in self.sedda if (n := funna(namn, kalla))}
