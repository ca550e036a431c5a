"""The picture beside a question: the colours as they are today, the flagged pupils, the notes of the round."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from ..underlag import Gruppunderlag
from ..visning import Visning
from . import underlag
from .grund import stycke


def rita(visning: Visning, grund: Gruppunderlag, dimension: str, noteringar: Sequence[tuple[str, str]]) -> SafeString:
    """All of it, for one dimension. ``noteringar`` are (question, text)."""
    dagens = grund.dimensionen(dimension)
    undersok, elever = grund.undersok(dimension), len(grund.elever)
    delar = [underlag.rita(dagens, grund.form), _flaggade(visning, grund, dimension)]
    if undersok:
        rutor = "ruta är markerad" if undersok == 1 else "rutor är markerade"
        delar.append(f'<p class="dampad">{undersok} {rutor} som ”behöver undersökas”.</p>')
    if noteringar:
        ord_ = "".join(
            f'<p class="dampad">{escape(fraga)}</p><blockquote>{stycke(text)}</blockquote>'
            for fraga, text in noteringar
        )
        delar.append(
            f'<details class="mote-noteringar"><summary>Noteringar från kartläggningen</summary>{ord_}</details>'
        )
    delar.append(
        f'<p class="dampad arbete-fotnot">{underlag.fotnot(dagens)}, {elever} elever. '
        "Elever med skyddade personuppgifter räknas inte här.</p>"
    )
    return mark_safe("".join(delar))  # noqa: S308 - made of parts that escape


def _flaggade(visning: Visning, grund: Gruppunderlag, dimension: str) -> str:
    """The pupils whom the dimension's colours flag, folded; by name, or in mötesläge by label."""
    flaggade = {elev.id: (elev, skal) for elev, skal in grund.flaggade(dimension)}
    if not flaggade:
        return ""
    rader = "".join(
        f'<li><b>{escape(visning.elev(elev))}</b> <span class="dampad">{escape(flaggade[elev.id][1])}</span></li>'
        for elev in visning.ordna(elev for elev, _ in flaggade.values())
    )
    antal = "1 elev" if len(flaggade) == 1 else f"{len(flaggade)} elever"
    return (
        f'<details class="mote-flaggade"><summary>{antal} med gult eller rött här föreslås för individuell kartläggning'
        f"</summary><ul>{rader}</ul></details>"
    )
