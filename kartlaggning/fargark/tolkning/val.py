"""What a person has corrected in a preview, and the stored tables: to and from what is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from .typer import Anmarkning, Kolumn, Rad, Tabell

SLAG = ("blad", "kolumn", "tecken", "namn")  # of choices, as the fields' names begin
FORESLAGET = "auto"  # the choice that is the program's own suggestion
MEST = 2000  # corrections of one kind


@dataclass(frozen=True, slots=True)
class Val:
    """What a person has corrected. Keys: a sheet's number; "sheet-column"; a sign's key; "sheet-row".

    ``kolumner`` → a statement's key, subjects' ("amnen:…") or nothing; ``tecken`` → 0–3 or None (not to be read);
    ``namn`` → a pupil's kod or nothing.
    """

    blad: Mapping[str, bool] = field(default_factory=dict)
    kolumner: Mapping[str, str] = field(default_factory=dict)
    tecken: Mapping[str, int | None] = field(default_factory=dict)
    namn: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def ur_formular(cls, data: Mapping[str, str]) -> "Val":
        """What the page sent: a choice is named by its kind and key. What is as suggested, or unknown, is left out."""
        delar: dict[str, dict[str, str]] = {slag: {} for slag in SLAG}
        for namn, varde in data.items():
            slag, _, nyckel = namn.partition("-")
            # NUL: the database keeps none.
            kort = len(nyckel) + len(varde) < 100 and "\0" not in namn + varde
            if slag in delar and nyckel and varde != FORESLAGET and kort:
                delar[slag][nyckel] = varde
        if any(len(d) > MEST for d in delar.values()):
            return cls()
        return cls(
            {n: v == "1" for n, v in delar["blad"].items()},
            delar["kolumn"],
            {n: int(v) if v else None for n, v in delar["tecken"].items() if v in {"", "0", "1", "2", "3"}},
            delar["namn"],
        )

    def som_json(self) -> dict:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def ur_json(cls, data: dict) -> "Val":
        """What was stored."""
        return cls(**data)


def valens_namn(data: Iterable[str]) -> set[str]:
    """The names of those of a form's fields that are choices."""
    return {namn for namn in data if namn.partition("-")[0] in SLAG}


def tabeller_ur(data: Iterable[dict]) -> list[Tabell]:
    """The tables as they were before they were stored."""
    return [
        Tabell(
            blad=t["blad"],
            vriden=t["vriden"],
            kolumner=tuple(Kolumn(**k) for k in t["kolumner"]),
            rader=tuple(
                Rad(r["nummer"], r["namn"], {int(k): tuple(c) for k, c in r["celler"].items()}) for r in t["rader"]
            ),
            forklaring=t["forklaring"],
            ovriga=tuple(t["ovriga"]),
            anmarkningar=tuple(Anmarkning(**a) for a in t["anmarkningar"]),
            vet=tuple(t["vet"]),
        )
        for t in data
    ]
