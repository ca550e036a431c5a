"""What stands beside a step: in the first varv what the plan rests on, in a later one how it was answered before."""

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from analys.html import underlag as underlag_html
from kartlaggning.resa import dag_och_ar
from skolanknytning.levande import stycke

from .. import gang
from ..avskrift import Avskriften
from ..gang import Plats
from ..underlag import Grund


def monster(grunder: Sequence[Grund]) -> SafeString:
    """The patterns that the plan was started from, with factors and evidence; nothing where there are none."""
    rader = "".join(_monster(g) for g in grunder)
    return mark_safe(f'<ul class="bredvid-lista">{rader}</ul>' if rader else "")  # noqa: S308 - made of escaped parts


def _monster(grund: Grund) -> str:
    m = grund.monster
    faktorer = ", ".join(escape(namn) for namn in grund.faktorer)
    bort = f'<p class="dampad">{faktorer}</p>' if faktorer else ""
    return (
        f'<li><p class="bredvid-text">{stycke(m.text)}</p>{bort}'
        f"{underlag_html.sparat(f'mu-{m.kod}', m.underlag, grund.form)}</li>"
    )


def tidigare(varven: Sequence[Avskriften], platsen: Plats) -> SafeString:
    """How the earlier varv answered what the step asks, the latest unfolded; nothing where none did."""
    delar = []
    for kopia in varven:
        falten = gang.besvaras_av([platsen.steg, _dar(platsen, kopia)])
        rader = [s for s in kopia.stycken if s.nyckel.rpartition("-")[2] in falten]
        if rader:
            innehall = "".join(f"<dt>{escape(s.rubrik)}</dt><dd>{stycke(s.text)}</dd>" for s in rader)
            oppen = "" if delar else " open"
            delar.append(
                f'<details class="bredvid-varv" id="varv-{kopia.nummer}"{oppen}><summary>Varv {kopia.nummer} '
                f'<span class="dampad">från {dag_och_ar(kopia.datum)}</span></summary><dl>{innehall}</dl></details>'
            )
    return mark_safe("".join(delar))  # noqa: S308 - made of escaped parts


def _dar(platsen: Plats, kopia: Avskriften):
    """The step that asked the same in the copy's varv."""
    nr = gang.nummer(platsen, forsta=False)
    return platsen.mall.steg(forsta=kopia.nummer == 1)[nr]
