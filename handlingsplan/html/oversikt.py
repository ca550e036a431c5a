"""The plan to be read: how it is and how it should be, and the goals with their insatser under them.

Built directly, as a meeting's cards are: what repeats takes the template engine most of the page's time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from kartlaggning.resa import dag, dag_och_ar
from skolanknytning import levande

from ..gang import OVERSIKT
from ..mallar import MODUL_2, Mallar
from ..mallar import Typ as Deltyp
from ..models import Insats, Mal, Typ, Uppnatt
from ..urval import Innehall, Malrad
from .insatser import kan_vara_gjord

# What is told of an insats besides who and when, folded.
MER = ("forvantan", "malgrupp", "genomforande", "nar", "resurser", "tidplan")
TECKEN = {Uppnatt.NATT: "check-circle-fill", Uppnatt.PA_VAG: "circle-half", Uppnatt.EJ: "circle"}
GRUNDER = (
    ("vetenskap", "Vetenskaplig grund och beprövad erfarenhet"),
    ("bedomning", "Professionell bedömning"),
    ("avstamning", "Avstämning med elever"),
)


@dataclass(frozen=True, slots=True)
class Rita:
    """What all parts share while they are drawn. ``bas`` begins the plan's addresses.

    ``skriver``: the person may write in it now. ``bockar``: may mark an insats as done; ``ordnar``: that what it asks
    for has been seen to. With the token ``csrf``.
    """

    innehall: Innehall
    mallar: Mallar
    bas: str
    idag: date
    skriver: bool
    bockar: bool = False
    ordnar: bool = False
    csrf: str = ""

    def namn(self, falt: str) -> str:
        """The field's short name."""
        return escape(self.mallar.falt[falt].namn)

    def laget(self) -> SafeString:
        """How it is and how it should be; in a later varv how the work has gone between them."""
        falt = ["nulage", "effekt"] if self.innehall.nu.forsta else ["nulage", "gatt", "effekt"]
        return _safe("".join(self._text(f) for f in falt))

    def uppfoljningssteget(self) -> str:
        """The step where the follow-up is decided."""
        return self._dar(Deltyp.UPPFOLJNING)

    def bakgrund(self) -> SafeString:
        """The patterns and factors that the plan starts from; nothing where it started from none."""
        delar = [(f, self.innehall.text(f, self.innehall.nu)) for f in ("monster", "faktorer")]
        return _safe("".join(f"<div><h3>{self.namn(f)}</h3>{stycken(text)}</div>" for f, text in delar if text))

    def mal(self) -> SafeString:
        """The goals that are worked towards, with their insatser."""
        rader = self.innehall.aktuella
        if not rader:
            return _safe(
                f'<p class="dampad">Inget mål är formulerat än.{self._lank(self._dar(Deltyp.MAL), "Skriv mål")}</p>'
            )
        kort = (self._mal(rad, nummer, len(rader)) for nummer, rad in enumerate(rader, start=1))
        return _safe(f'<ol class="plan-mallista">{"".join(kort)}</ol>')

    def lamnade(self) -> SafeString:
        """Goals and insatser that were left in some varv, folded; nothing where none was."""
        mal = [self._kort(r.mal, "mal") for r in self.innehall.mal if r.mal.slut_id]
        kvar = (r for r in self.innehall.mal if not r.mal.slut_id)
        insatser = [self._kort(i, "insats") for r in kvar for i in r.insatser if i.slut_id]
        if not mal and not insatser:
            return _safe("")
        rader = "".join(
            f"<li>{ord_}: {text}</li>" for ord_, alla in (("Mål", mal), ("Insats", insatser)) for text in alla
        )
        return _safe(
            f'<details class="plan-mer"><summary>Lämnade mål och insatser ({len(mal) + len(insatser)})</summary>'
            f"<ul>{rader}</ul></details>"
        )

    def stod(self) -> SafeString:
        """The support that those who are responsible ask for, and whether it has been seen to; nothing without any."""
        nu, text = self.innehall.nu, self.innehall.text("stod", self.innehall.nu)
        if not text:
            return _safe("")
        ordnat = nu.stod_ordnat is not None
        ord_ = "Stödet är ordnat" if ordnat else "Behöver stöd"
        lage = f'<p class="plan-resurs{"" if ordnat else " plan-resurs-kvar"}">{ord_}</p>'
        knapp = self._vaxla("stod/", "Stödet är ordnat", ar=ordnat) if self.ordnar else ""
        return _safe(
            f'<section class="yta plan-stod" id="stod" aria-labelledby="stod-rubrik"><div class="plan-mal-huvud">'
            f'<h3 id="stod-rubrik">{self.namn("stod")}</h3>{lage}</div>{stycken(text)}{knapp}</section>'
        )

    # --- Parts --------------------------------------------------------------------------------------------------------

    def _text(self, falt: str) -> str:
        text = self.innehall.text(falt, self.innehall.nu)
        tomt = f'<p class="dampad">Inte skrivet än.{self._lank(self._dar(Deltyp.TEXT, falt), "Skriv")}</p>'
        innehall = stycken(text) if text else tomt
        return f'<section class="plan-stycke" id="{falt}"><h2>{self.namn(falt)}</h2>{innehall}</section>'

    def _dar(self, typ: Deltyp, falt: str = "") -> str:
        """The step of Modul 2 where it is written in this varv."""
        steg = self.mallar.modul_2.steg(forsta=self.innehall.nu.forsta)
        return next((s.nyckel for s in steg if any((d.typ, d.falt) == (typ, falt) for d in s.delar)), steg[0].nyckel)

    def _lank(self, steg: str, ord_: str) -> str:
        return f' <a href="{self.bas}steg/{MODUL_2}/{steg}/">{ord_}</a>' if self.skriver else ""

    def _kort(self, rad: Mal | Insats, falt: str) -> str:
        return escape(" ".join(self.innehall.text(falt, rad).split())) or "utan text"

    def _mal(self, rad: Malrad, nummer: int, antal: int) -> str:
        text = self.innehall.text("mal", rad.mal)
        tecken = self.innehall.text("tecken", rad.mal)
        rubrik = f"Mål {nummer}" if antal > 1 else "Mål"
        insatser = "".join(self._insats(i) for i in rad.insatser)
        if not insatser:
            lank = self._lank(self._dar(Deltyp.INSATSER), "Lägg till en insats")
            insatser = f'<li class="dampad">Ingen insats än.{lank}</li>'
        tecken = f'<div class="plan-tecken"><h4>{self.namn("tecken")}</h4>{stycken(tecken)}</div>' if tecken else ""
        return (
            f'<li class="plan-mal" id="mal-{rad.mal.kod}"><div class="plan-mal-huvud">'
            f'<p class="plan-mal-nummer">{rubrik}</p>{self._uppnatt(rad.mal)}</div>'
            f'<h3 class="plan-mal-text">{_rader(text) or "Inte formulerat än"}</h3>{tecken}'
            f'<ul class="plan-insatser" aria-label="Insatser under {rubrik.lower()}">{insatser}</ul></li>'
        )

    def _uppnatt(self, mal: Mal) -> str:
        """How far the goal has come, in the latest varv that has said so."""
        for varv in reversed(self.innehall.varv):
            lage = self.innehall.forflyttning(varv, mal)
            if lage and lage.uppnatt:
                uppnatt = Uppnatt(lage.uppnatt)
                nar = f'<span class="visually-hidden">, varv {varv.nummer}</span>'
                return (
                    f'<p class="plan-lage plan-lage-{uppnatt.value}"><i class="bi bi-{TECKEN[uppnatt]}" '
                    f'aria-hidden="true"></i> {uppnatt.label}{nar}</p>'
                )
        return ""

    def _insats(self, insats: Insats) -> str:
        text = self.innehall.text("insats", insats)
        fakta = [
            f'<span class="bricka plan-typ">{Typ(insats.typ).label}</span>',
            self._ansvar(insats),
            _nar(insats),
            self._lage(insats),
        ]
        grunder = " · ".join(ord_ for falt, ord_ in GRUNDER if getattr(insats, falt))
        return (
            f'<li class="plan-insats{" plan-gjord" if insats.genomford else ""}" id="insats-{insats.kod}">'
            f'<p class="plan-insats-text">{_rader(text) or "Inte beskriven än"}</p>{self._bock(insats)}'
            f'<p class="plan-fakta">{"".join(fakta)}</p>'
            f'<p class="plan-grund"><span class="visually-hidden">Grund: </span>{grunder}</p>{self._mer(insats)}</li>'
        )

    def _bock(self, insats: Insats) -> str:
        """The button that marks it as done, or takes the mark away."""
        if not self.bockar or not kan_vara_gjord(self.innehall, insats):
            return ""
        return self._insatsvaxla(insats, "genomford", "Genomförd", ar=insats.genomford is not None)

    def _insatsvaxla(self, insats: Insats, vad: str, ord_: str, *, ar: bool) -> str:
        om = f'<span class="visually-hidden">: {self._kort(insats, "insats")}</span>'
        return self._vaxla(f"insats/{insats.kod}/{vad}/", f"{ord_}{om}", ar=ar)

    def _vaxla(self, adress: str, ord_: str, *, ar: bool) -> str:
        """A mark that is set or taken away; ``ord_`` is HTML."""
        pa = ' aria-pressed="true"' if ar else ' aria-pressed="false" name="pa" value="on"'
        bild = "check-square-fill" if ar else "square"
        dolt = levande.dolt(self.csrf, OVERSIKT)
        return (
            f'<form class="plan-vaxla" method="post" action="{self.bas}{adress}">{dolt}'
            f'<button class="btn btn-sm btn-outline-primary" type="submit"{pa}>'
            f'<i class="bi bi-{bild}" aria-hidden="true"></i> {ord_}</button></form>'
        )

    def _ansvar(self, insats: Insats) -> str:
        namn = ", ".join(filter(None, [insats.ansvarig.namn if insats.ansvarig else "", insats.ovriga]))
        if not namn:
            return '<span class="dampad"><i class="bi bi-person" aria-hidden="true"></i> Ingen ansvarig än</span>'
        return (
            '<span><i class="bi bi-person" aria-hidden="true"></i> <span class="visually-hidden">Ansvarar: </span>'
            f"{escape(namn)}</span>"
        )

    def _lage(self, insats: Insats) -> str:
        if insats.genomford:
            nar = dag(localtime(insats.genomford).date())
            return f'<span class="plan-klar"><i class="bi bi-check-lg" aria-hidden="true"></i> Genomförd {nar}</span>'
        if insats.klart and insats.klart < self.idag and self.innehall.plan.oppen:
            return '<span class="plan-sen"><i class="bi bi-exclamation-circle" aria-hidden="true"></i> Dröjer</span>'
        return ""

    def _mer(self, insats: Insats) -> str:
        """What else is said of it, folded; the resources asked for stand out until they have been seen to."""
        rader = [(f, self.innehall.text(f, insats)) for f in MER]
        delar = "".join(f"<dt>{self.namn(f)}</dt><dd>{_rader(text)}</dd>" for f, text in rader if text)
        if not delar:
            return ""
        resurs = knapp = ""
        if self.innehall.text("resurser", insats):
            ord_ = "Resurserna är ordnade" if insats.resurs_ordnad else "Behöver resurser"
            resurs = f' <span class="plan-resurs{"" if insats.resurs_ordnad else " plan-resurs-kvar"}">{ord_}</span>'
            ordnat = insats.resurs_ordnad is not None
            knapp = self._insatsvaxla(insats, "resurs", "Resurserna är ordnade", ar=ordnat) if self.ordnar else ""
        return f'<details class="plan-mer"><summary>Mer om insatsen{resurs}</summary><dl>{delar}</dl>{knapp}</details>'


def stycken(text: str) -> str:
    """A long text as paragraphs, escaped; lines that begin with a dash or a bullet stand as lines of their own."""
    return "".join(f"<p>{_rader(del_.strip())}</p>" for del_ in text.split("\n\n") if del_.strip())


def _rader(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _nar(insats: Insats) -> str:
    """When it begins and is to be done."""
    if not insats.start and not insats.klart:
        return ""
    if insats.start and insats.klart:
        samma = insats.start.year == insats.klart.year
        nar = f"{dag(insats.start) if samma else dag_och_ar(insats.start)} – {dag_och_ar(insats.klart)}"
    else:
        nar = f"från {dag_och_ar(insats.start)}" if insats.start else f"senast {dag_och_ar(insats.klart)}"
    return f'<span><i class="bi bi-calendar3" aria-hidden="true"></i> {nar}</span>'


def namnen(personer: Iterable[str]) -> str:
    """Names in a row, the last after "och"."""
    *alla, sist = [*personer] or [""]
    return f"{', '.join(alla)} och {sist}" if alla else sist


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - made of parts that escape
