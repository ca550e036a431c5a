"""The timeline drawn: a list of words, and beside each line of it a strip where its days stand.

The words are the picture's alternative, so the strips are hidden from screen readers. Places along the strips are per
cent in attributes, so that one drawing does for a wide screen, a phone and paper. What a sign or a bar means is told by
its shape, so that a copier keeps it.
"""

from datetime import date, timedelta

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from . import orden, tecken
from .skala import Skala
from .varden import Insatsrad, Lage, Malrad, Tidslinje, Varvrad

EN_DAG = timedelta(days=1)
# Narrower than this share of the picture a varv has no room for its name, or for its number.
RUM_FOR_NAMN, RUM_FOR_NUMMER = 22, 11


def rita(tidslinje: Tidslinje) -> SafeString:
    """The whole timeline: the scale, the varv with their follow-ups, and each goal with its insatser."""
    bild = _Bild(tidslinje)
    mal = "".join(bild.mal(rad) for rad in tidslinje.mal)
    malen = f'<ul class="tl-mal">{mal}</ul>' if mal else ""
    return mark_safe(  # noqa: S308 - numbers, class names and our own words; texts are escaped
        f'<div class="tidslinje">{bild.axel()}{bild.varven()}{malen}</div>'
    )


class _Bild:
    """The strips of one timeline, all on one scale with the same lines through them."""

    def __init__(self, tidslinje: Tidslinje):
        self.t = tidslinje
        self.skala = Skala.over(*tidslinje.spann)
        self.marken = self.skala.marken()
        self.natverk = "".join(
            [
                *(tecken.lodrat("tl-manad", m.x) for m in self.marken),
                *(tecken.lodrat("tl-grans", self.skala.x(v.fran)) for v in tidslinje.varv),
                self._idag(),
            ]
        )

    def _idag(self, fran: int = 0) -> str:
        return tecken.lodrat("tl-idag", self.skala.x(self.t.idag), fran) if self.t.idag else ""

    def axel(self) -> str:
        """The months or weeks, and the word of today above them."""
        delar = [tecken.lodrat("tl-manad", m.x, 24) for m in self.marken]
        delar += [tecken.ord_("tl-ord", m.x, m.ord, 'y="38" dx="4"') for m in self.marken]
        if self.t.idag:
            x = self.skala.x(self.t.idag)
            ankare = "end" if x > 88 else "start" if x < 12 else "middle"
            delar += [self._idag(18), tecken.ord_("tl-idag-ord", x, "I dag", f'y="13" text-anchor="{ankare}"')]
        return _rad("tl-axel", orden.idag(self.t), "".join(delar))

    def varven(self) -> str:
        """Each varv as a stretch, with a diamond where it was or is to be followed up."""
        rader = "".join(f"<li>{orden.varvet(v, self.t.idag)}</li>" for v in self.t.varv)
        delar = [self._stracka(v) for v in self.t.varv] + [self._uppfoljning(v) for v in self.t.varv]
        return self._rad("tl-varv", f"<b>Varv och uppföljningar</b><ul>{rader}</ul>", "".join(delar))

    def _stracka(self, v: Varvrad) -> str:
        slut = v.till or max(filter(None, (v.uppfoljning, self.t.idag, v.fran)))
        x, bredd = self._plats(v.fran, slut, med_sista=False)
        namn = f"Varv {v.nummer}" if bredd > RUM_FOR_NAMN else str(v.nummer) if bredd > RUM_FOR_NUMMER else ""
        # A later varv begins at the diamond of the one before.
        fran = 6 if v.nummer == 1 else 17
        stracka = tecken.stapel("tl-varvet" if v.till else "tl-varvet-nu", x, bredd, 22)
        return stracka + tecken.ord_("tl-varv-ord", x, namn, f'y="50%" dx="{fran}" dy="4"')

    def _uppfoljning(self, v: Varvrad) -> str:
        dag = v.till or v.uppfoljning
        if not dag:
            return ""
        return tecken.vid(self.skala.x(dag), tecken.romb(skedd=bool(v.till), sen=v.sen(self.t.idag)))

    def mal(self, rad: Malrad) -> str:
        """A goal with how far it has come, and its insatser under it."""
        x, bredd = self._plats(rad.fran, rad.till or self.skala.till)
        ritat = tecken.vagrat("tl-livslinje", x, min(100, x + bredd))
        ritat += "".join(tecken.vid(self.skala.x(b.datum), tecken.UPPNATT[b.uppnatt]) for b in rad.bedomningar)
        vad = escape(orden.kort(rad.text) or "inte formulerat än")
        ord_ = f"<b>{f'Mål {rad.nummer}' if rad.nummer else 'Lämnat mål'}: {vad}</b>"
        if rad.bedomningar:
            ord_ += f'<span class="tl-nar">{orden.bedomningar(rad.bedomningar)}</span>'
        insatser = "".join(f"<li>{self._insats(i)}</li>" for i in rad.insatser)
        under = f'<ul class="tl-insatser">{insatser}</ul>' if insatser else ""
        return f"<li>{self._rad('tl-malet', ord_, ritat)}{under}</li>"

    def _insats(self, i: Insatsrad) -> str:
        vad = escape(orden.kort(i.text) or "Inte beskriven än")
        return self._rad("tl-insats", f'{vad}<span class="tl-nar">{orden.insatsen(i)}</span>', self._stapel(i))

    def _stapel(self, i: Insatsrad) -> str:
        """A bar; dashed where nobody has said when. A late one has a line on to today."""
        x, bredd = self._plats(i.fran, i.till)
        oviss = "" if i.fran_sagd and i.till_sagd else tecken.OVISS
        ritat = tecken.stapel(f"tl-{i.lage}", x, bredd, 18, 4, oviss)
        if i.lage is Lage.SEN and self.t.idag:
            ritat += tecken.vagrat("tl-forsening", x + bredd, self.skala.x(self.t.idag))
            return ritat + tecken.vid(x + bredd, tecken.SEN)
        return ritat + tecken.vid(x + bredd, tecken.BOCK) if i.lage is Lage.GJORD else ritat

    def _rad(self, klass: str, ord_: str, ritat: str) -> str:
        return _rad(klass, ord_, self.natverk + ritat)

    def _plats(self, fran: date, till: date, *, med_sista: bool = True) -> tuple[float, float]:
        """Where a stretch of days begins and how wide it is; wide enough to be seen."""
        x = self.skala.x(fran)
        return x, max(1.0, self.skala.x(till + EN_DAG * med_sista) - x)


def _rad(klass: str, ord_: str, ritat: str) -> str:
    bild = f'<svg aria-hidden="true" width="100%" height="100%">{ritat}</svg>'
    text = f'<div class="tl-namn"><div class="tl-text">{ord_}</div></div>'
    return f'<div class="tl-rad {klass}">{text}<div class="tl-bild">{bild}</div></div>'
