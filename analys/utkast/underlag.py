"""The evidence behind a draft or a pattern, as it was that day, in JSON's own types: it is kept with the pattern.

{"dag", "kartlaggning", "sedan" (with a change only), "mening" (of a draft), "rader": [a row a statement]}
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from kartlaggning.tal.avvikelse import Bedomning
from kartlaggning.tal.forandring import Forandring
from kartlaggning.tal.fordelning import EJ_BEDOMD, Fordelning

from .typer import Amnesrad

JSON = dict[str, Any]


def klassrad(
    pastaende: str, f: Fordelning, amnen: Amnesrad | None = None, forandring: Forandring | None = None
) -> JSON:
    """A statement of a class: the colours, how many were set collectively, subjects and blocks, the change.

    ``amnen``, ``block`` and ``utan`` (pupils with gult or rött who name no subject) where the statement asks for
    subjects; ``forandring`` where there is a round to compare with. ``av`` is null where no denominator is sound.
    """
    rad: JSON = {"pastaende": pastaende, **_farger(f), "samlat": f.samlat}
    if amnen is not None:
        # Written out: ``asdict`` takes ten times as long, and a page has a hundred of them.
        rad["amnen"] = [{"kod": a.kod, "namn": a.namn, "antal": a.antal, "av": a.av} for a in amnen.amnen]
        rad["block"] = [
            {"namn": b.namn, "koder": list(b.koder), "nagot": b.nagot, "alla": b.alla, "av": b.av} for b in amnen.block
        ]
        rad["utan"] = amnen.utan
    if forandring is not None:
        rad["forandring"] = asdict(forandring)
    return rad


def elevrad(
    pastaende: str,
    bedomning: Bedomning | None,
    *,
    andra: Fordelning | None,
    avviker: bool,
    amnen: Sequence[str],
    fran: int | None,
) -> JSON:
    """A statement of a pupil: the colour and its day, the others where they may be told, subjects, the colour before.

    ``andra`` is None, and stands in nothing, for who may not read the class's counts.
    """
    rad: JSON = {
        "pastaende": pastaende,
        "farg": bedomning.farg if bedomning else EJ_BEDOMD,
        "datum": bedomning.datum.isoformat() if bedomning else None,
        "avviker": avviker,
    }
    if andra is not None:
        rad["andra"] = _farger(andra)
    if amnen:
        rad["amnen"] = list(amnen)
    if fran is not None:
        rad["fran"] = fran
    return rad


def ihop(rader: Sequence[JSON], *, dag: date, kartlaggning: date | None, sedan: date | None, mening: str) -> JSON:
    """The rows with the day they were computed, the day of the kartläggning, and the sentence if it is a draft's."""
    svar: JSON = {"dag": dag.isoformat(), "kartlaggning": kartlaggning.isoformat() if kartlaggning else None}
    if sedan and any("forandring" in rad or "fran" in rad for rad in rader):
        svar["sedan"] = sedan.isoformat()
    if mening:
        svar["mening"] = mening
    return svar | {"rader": list(rader)}


def samlat_i_ord(rad: Mapping[str, Any]) -> str:
    """How many answers of a class's row were set collectively: "21 av 28 svar satta samlat"; empty for none."""
    if not rad.get("samlat"):
        return ""
    return f"{rad['samlat']} av {rad['gron'] + rad['gul'] + rad['rod']} svar satta samlat"


def _farger(f: Fordelning) -> JSON:
    return {"gron": f.gron, "gul": f.gul, "rod": f.rod, "ej_bedomda": f.ej_bedomda}
