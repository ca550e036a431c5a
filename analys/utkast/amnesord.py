"""The subjects in a draft about a class: "; 11 av de 14 i samtliga tre NO-ämnen (BI, FY, KE); flest i MA".

Subjects stand in the squares with gult or rött, and are counted in distinct pupils. A block is named whole when the
pupils that have every subject of it carry the pattern. Subjects are named when they are truly the most: as few pupils
as make no pattern are not named, nor a subject with less than half as many pupils as the first, nor some of several
that have equally many. What is left out stands in the evidence.
"""

from collections.abc import Sequence
from itertools import groupby

from kartlaggning.tal.fordelning import Amnesantal, Blockantal

from .orden import rakneord, upprakning
from .typer import Amnesrad

# More than so many subjects is no longer a few that stand out.
FLEST = 3


def om_amnen(rad: Amnesrad, antal: int, minst: int) -> str:
    """What is said of the subjects after a sentence that counts ``antal`` pupils with gult or rött; empty for nothing.

    ``minst`` pupils make a pattern.
    """
    burna = [b for b in rad.block if _bar(b.alla, antal, minst)]
    namnda = flest(rad.amnen, minst)
    koder = {amne.kod for amne in namnda}
    delar = [_hela(b, antal) for b in burna]
    if not koder <= {kod for b in burna for kod in b.koder}:
        delar.append(f"flest i {upprakning([amne.kod for amne in namnda])}")
    delar += [
        f"{b.nagot} av de {antal} i något {b.namn}-ämne ({upprakning(b.koder, 'eller')})"
        for b in rad.block
        if b not in burna and koder.isdisjoint(b.koder) and _mer_som_block(b, rad.amnen, antal, minst)
    ]
    if delar and rad.utan:
        delar.append(f"{rad.utan} utan angivet ämne")
    return "".join(f"; {del_}" for del_ in delar)


def flest(amnen: Sequence[Amnesantal], minst: int) -> list[Amnesantal]:
    """The few subjects that most pupils have, most first; none when too many have equally many."""
    namnda: list[Amnesantal] = []
    ordnade = sorted(amnen, key=lambda amne: -amne.antal)
    for antal, lika in groupby(ordnade, key=lambda amne: amne.antal):
        nasta = [*namnda, *lika]
        if len(nasta) > FLEST or antal < minst or 2 * antal < ordnade[0].antal:
            break
        namnda = nasta
    return namnda


def _bar(k: int, antal: int, minst: int) -> bool:
    """Whether ``k`` of the pupils carry the pattern: enough of them, and at least half."""
    return k >= minst and 2 * k >= antal


def _mer_som_block(b: Blockantal, amnen: Sequence[Amnesantal], antal: int, minst: int) -> bool:
    """Whether the block says what no subject of it does: different pupils have different ones."""
    storst = max((amne.antal for amne in amnen if amne.kod in b.koder), default=0)
    return _bar(b.nagot, antal, minst) and b.nagot > storst


def _hela(b: Blockantal, antal: int) -> str:
    vilka = f"alla {antal}" if b.alla == antal else f"{b.alla} av de {antal}"
    return f"{vilka} i samtliga {rakneord(len(b.koder))} {b.namn}-ämnen ({', '.join(b.koder)})"
