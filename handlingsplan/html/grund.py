"""What all parts of a step's page share while they are drawn: the plan, the look at it, and the texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from django.utils.safestring import SafeString, mark_safe

from skolanknytning import levande, textfalt
from skolanknytning.levande import stycke
from skolanknytning.skola.models import Personal
from skolanknytning.textfalt import Falt

from .. import platser
from ..mallar import Del, Mallar
from ..models import Insats, Kommentar, Mal, Text, Varv
from ..urval import Innehall
from ..visning import Visning
from . import vagar

OM_NAMN = "Det ni ser i skolan: inga namn på elever, inget om diagnos, hälsa eller familj."

OM_NAMN_KORT = "Inga namn, inget om diagnos, hälsa eller familj."


@dataclass(frozen=True, slots=True)
class Kollision:
    """A choice that a colleague changed meanwhile: what it is now, what was to be set, and its value in the form."""

    deras: str
    min: str
    varde: str


@dataclass(frozen=True)
class Ritning:
    """A step of a plan as it is drawn for somebody. ``personal`` can be responsible; ``krockar`` by (row, field).

    The row is the last word of the form's id. ``hallna`` are questions about a choice that was held back, by (row,
    field), with what was to be set; ``avvisade`` why a choice was refused, with what was chosen.
    """

    visning: Visning
    innehall: Innehall
    mallar: Mallar
    del_: str
    personal: Sequence[Personal] = ()
    kommentarer: Mapping[str, Kommentar] = field(default_factory=dict)
    narvaro: str = ""
    krockar: Mapping[tuple[str, str], Kollision] = field(default_factory=dict)
    hallna: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    avvisade: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    @property
    def nu(self) -> Varv:
        """The varv that is written in."""
        return self.innehall.nu

    @property
    def bas(self) -> str:
        """What the plan's addresses begin with."""
        return vagar.bas(self.visning.plan)

    def dolt(self, **mer: str) -> str:
        """The hidden fields of every form."""
        return levande.dolt(self.visning.csrf, self.del_, **mer)

    def text(
        self,
        falt: str,
        etikett: str,
        *,
        rad: Mal | Insats | None = None,
        forled: str = "",
        hojd: int = 3,
        tyst: bool = False,
        hjalp: bool = True,
        om_namn: bool = True,
    ) -> str:
        """A long text with its field and help, or as a paragraph for who only reads. ``etikett`` is HTML.

        ``hjalp``: our own help too, which the template's own question may make needless. ``om_namn``: what is not to
        be written is said in full; where it stands above already it is said in short, to screen readers.
        """
        plats = self.plats(falt, rad)
        skriven = self.innehall.texter.get(plats)
        if not self.visning.skriver:
            return f"{self._rubrik(etikett, tyst=tyst)}{lasbar(skriven)}{self.kommentar(plats)}"
        faltet = self._falt(plats, etikett, forled, hojd, tyst=tyst, hjalp=hjalp, om_namn=om_namn)
        skriv = textfalt.formular(faltet, visad(skriven), csrf=self.visning.csrf, far_skriva=True)
        return f"{skriv}{self.kommentar(plats)}"

    def _falt(
        self, plats: str, etikett: str, forled: str, hojd: int, *, tyst: bool, hjalp: bool, om_namn: bool
    ) -> Falt:
        """The field of a text: where it is saved, and what one is helped with."""
        egen = self.mallar.falt[plats.rpartition("-")[2]].hjalp if hjalp else ""
        ord_ = f"{egen} {OM_NAMN}".strip() if om_namn else egen
        lasare = "" if om_namn else OM_NAMN_KORT
        spara = f"{self.bas}text/{plats}/"
        dolt = (("del", self.del_),)
        return Falt(plats, etikett, spara, f"{spara}tidigare/?del={self.del_}", forled, dolt, hojd, tyst, ord_, lasare)

    def _rubrik(self, etikett: str, *, tyst: bool) -> str:
        return "" if tyst else f'<p class="form-label">{etikett}</p>'

    def plats(self, falt: str, rad: Mal | Insats | None = None) -> str:
        """Where a field's text stands, in the varv that is written in where it is asked anew in each."""
        agare = self.mallar.falt[falt].agare
        varv = self.nu.kod if agare in platser.AV_VARV else ""
        return platser.nyckel(falt, varv, rad.kod if rad else "")

    def last(self, falt: str, rad: Mal | Insats) -> str:
        """A text of a goal or an insats to read, with what the rektor said of it."""
        ord_ = stycke(self.innehall.text(falt, rad)) or '<span class="dampad">Inget skrivet än.</span>'
        return f'<p class="skriven">{ord_}</p>{self.kommentar(self.plats(falt, rad))}'

    def kommentar(self, avsnitt: str) -> str:
        """What the rektor said of that place when the plan came back; nothing where nothing was said."""
        rad = self.kommentarer.get(avsnitt)
        if rad is None:
            return ""
        vem = escape(rad.andrad_av.namn) if rad.andrad_av else "Rektor"
        return (
            f'<div class="rektor-ord" id="ko-{rad.kod}"><p class="rektor-vem">'
            f'<i class="bi bi-chat-left-text" aria-hidden="true"></i> {vem} skriver</p><p>{stycke(rad.text)}</p></div>'
        )


def huvud(del_: Del, id_: str, namn: str) -> str:
    """A part's heading and question as they stand in the template; ``namn`` heads what has no heading there."""
    rubrik = escape(del_.rubrik or namn)
    lang = len(del_.rubrik) > 60
    ord_ = f'<p class="skriv-fraga">{escape(del_.fraga)}</p>' if del_.fraga else ""
    if lang:
        return f'<h2 id="{id_}">{escape(namn)}</h2><p class="skriv-fraga">{rubrik}</p>{ord_}'
    return f'<h2 id="{id_}">{rubrik}</h2>{ord_}'


def eget_falt(visning: Visning, text: Text, del_: str, etikett: str = "", hjalp: str = "", hojd: int = 3) -> Falt:
    """The field of a text on a page of its own."""
    spara = f"{vagar.bas(visning.plan)}text/{text.nyckel}/"
    return Falt(
        text.nyckel, etikett, spara, f"{spara}tidigare/?del={del_}", "", (("del", del_),), hojd, tyst=True, hjalp=hjalp
    )


def tillstand(visning: Visning, text: Text, del_: str, **laget) -> SafeString:
    """What has become of a text that was sent; for htmx to put in the place of the old."""
    return textfalt.tillstand(eget_falt(visning, text, del_), visad(text), far_skriva=True, **laget)


def lasbar(text: Text | None) -> SafeString:
    """A text to read."""
    ord_ = stycke(text.text) if text and text.text else '<span class="dampad">Inget skrivet.</span>'
    return mark_safe(f'<p class="skriven">{ord_}</p>')  # noqa: S308 - the text is escaped


def visad(text: Text | None) -> "Visad | None":
    """A text as its field shows it; None where nobody has written."""
    return Visad(text) if text is not None and text.version else None


class Visad:
    """A text as the field shows it: its writer by name."""

    def __init__(self, text: Text):
        self.text, self.version, self.andrad, self.nar = text.text, text.version, text.andrad, text.nar
        self.andrad_av = text.andrad_av.namn if text.andrad_av else ""
