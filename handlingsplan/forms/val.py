"""Choices as the browser sends them: each with what the page showed (``fore-``), read strictly."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from kartlaggning.resa import dag_och_ar
from skolanknytning.skola.falt import EttAvListan
from skolanknytning.skola.models import Personal

from ..html.val import FORST, SIST
from ..models import Typ, Uppnatt
from .rader import DelForm

FORE = "fore-"


class Ansvarig(EttAvListan, forms.ModelChoiceField):
    """One of the staff, or nobody yet."""


class Kallade(EttAvListan, forms.ModelMultipleChoiceField):
    """Some of the staff."""


class Falt(ABC):
    """A kind of field: what the form holds (a text) as the value of the row, the other way, and in words."""

    inget = "inget"

    @abstractmethod
    def varde(self, text: str) -> Any:
        """The value. Raises ValidationError, with words for who wrote it."""

    def fore(self, text: str) -> Any:
        """What the page showed, which we wrote ourselves."""
        return self.varde(text)

    def valt(self, text: str, fore: str) -> Any:
        """The value of what was chosen on a page that showed ``fore``. Raises ValidationError as ``varde`` does."""
        return self.varde(text)

    def text(self, varde: Any) -> str:
        """The value as the form holds it."""
        return str(varde or "")

    def ord_(self, varde: Any) -> str:
        """The value as it is said."""
        return self.text(varde) or self.inget


class Dag(Falt):
    """A day, or None."""

    inget = "ingen dag"

    def varde(self, text: str) -> date | None:
        # As a date field sends it, and as our words ask for it: Django's Swedish takes 11/12/2026 for November too.
        falt = forms.DateField(required=False, input_formats=["%Y-%m-%d"], error_messages={"invalid": OLASLIG_DAG})
        dag = falt.clean(text)
        if dag and not FORST <= dag <= SIST:
            raise ValidationError(f"Året ska vara mellan {FORST.year} och {SIST.year}. Du skrev {dag.year:04}.")
        return dag

    def text(self, varde: date | None) -> str:
        return varde.isoformat() if varde else ""

    def ord_(self, varde: date | None) -> str:
        return dag_och_ar(varde) if varde else self.inget


OLASLIG_DAG = "Dagen går inte att läsa. Skriv år, månad och dag."


class Klockslag(Falt):
    """A time of day, or None."""

    inget = "inget klockslag"

    def varde(self, text: str) -> time | None:
        falt = forms.TimeField(required=False, error_messages={"invalid": "Klockslaget går inte att läsa."})
        klockan = falt.clean(text)
        # A page shows no seconds, and what it does not show would quarrel with everything chosen after.
        return klockan and klockan.replace(second=0, microsecond=0)

    def text(self, varde: time | None) -> str:
        return varde.isoformat("minutes") if varde else ""


class Ord(Falt):
    """A line of text."""

    def varde(self, text: str) -> str:
        return " ".join(text.replace("\x00", "").split())


class Kryss(Falt):
    """Yes or no."""

    def varde(self, text: str) -> bool:
        return text == "on"

    def text(self, varde: bool) -> str:
        return "on" if varde else ""

    def ord_(self, varde: bool) -> str:
        return "ja" if varde else "nej"


class Ett(Falt):
    """One of a few (value → what it is called); ``None`` stands for what is not among them."""

    def __init__(self, val: Mapping[str, str], varden: Mapping[str, Any] | None = None):
        self.val, self.varden = val, varden or {v: v for v in val}

    def varde(self, text: str) -> Any:
        if text not in self.varden:
            raise ValidationError("Välj ett av alternativen.")
        return self.varden[text]

    def text(self, varde: Any) -> str:
        return next(text for text, v in self.varden.items() if v == varde)

    def ord_(self, varde: Any) -> str:
        return self.val[self.text(varde)].lower()


class En(Falt):
    """One of the staff, or None; one who has left stays where the page already had them."""

    inget = "ingen"

    def __init__(self, personal: QuerySet[Personal]):
        self.falt = Ansvarig(queryset=personal, required=False)

    def varde(self, text: str) -> Personal | None:
        return self.falt.clean(text)

    def fore(self, text: str) -> Personal | None:
        return _kanda([text]).first() if text else None

    def text(self, varde: Personal | None) -> str:
        return varde.kod if varde else ""

    def ord_(self, varde: Personal | None) -> str:
        return varde.namn if varde else self.inget


class Flera(Falt):
    """Some of the staff, by id; those who have left stay where the page already had them."""

    inget = "ingen"

    def __init__(self, personal: QuerySet[Personal]):
        self.falt = Kallade(queryset=personal, required=False)

    def varde(self, text: str) -> set[int]:
        return {person.id for person in self.falt.clean([kod for kod in text.split(",") if kod])}

    def fore(self, text: str) -> set[int]:
        return set(_kanda(text.split(",")).values_list("id", flat=True))

    def valt(self, text: str, fore: str) -> set[int]:
        redan = fore.split(",")
        valda = text.split(",")
        nya = ",".join(kod for kod in valda if kod not in redan)
        kvar = self.fore(",".join(kod for kod in valda if kod in redan))
        # Only those whom ``fore`` is read as: of a list without end the rest would be taken for chosen anew, unasked.
        return self.varde(nya) | (kvar & self.fore(fore))

    def text(self, varde: set[int]) -> str:
        return ",".join(p.kod for p in Personal.objects.filter(id__in=varde).order_by("namn", "id"))

    def ord_(self, varde: set[int]) -> str:
        return ", ".join(p.namn for p in Personal.objects.filter(id__in=varde).order_by("namn", "id")) or self.inget


def _kanda(koder: list[str]) -> QuerySet[Personal]:
    return Personal.objects.filter(kod__in=[kod for kod in koder if kod.isalnum()][:200])


class ValForm(DelForm):
    """What was chosen. ``nytt`` and ``fore`` hold the fields that were sent; ``fel`` why a field could not be read.

    ``skrivet`` is what was sent of each, as it was written. ``bara`` is the field that was changed, as the script sends
    it; ``valj`` ("field:value") one's own choice once more.
    """

    bara = forms.CharField(required=False, max_length=20)
    valj = forms.CharField(required=False, max_length=400)
    bekraftad = forms.BooleanField(required=False)

    def __init__(self, *args, falt: Mapping[str, Falt], **kwargs):
        super().__init__(*args, **kwargs)
        self.falt = falt
        self.nytt: dict[str, Any] = {}
        self.fore: dict[str, Any] = {}
        self.fel: dict[str, str] = {}
        self.skrivet: dict[str, str] = {}

    def clean(self):
        data = super().clean()
        namn, _, varde = data.get("valj", "").partition(":")
        vilka = [namn] if namn else [data["bara"]] if data.get("bara") else self._skickade()
        for n in vilka:
            if n not in self.falt or FORE + n not in self.data:
                raise ValidationError("Okänt val.")
            self._las(n, varde if namn else ",".join(self.data.getlist(n)))
        return data

    def _skickade(self) -> list[str]:
        return [n for n in self.falt if FORE + n in self.data]

    def _las(self, namn: str, text: str) -> None:
        sparat = self.data[FORE + namn]
        fore = self.falt[namn].fore(sparat)
        if text == sparat:
            return
        self.skrivet[namn] = text
        try:
            self.nytt[namn] = self.falt[namn].valt(text, sparat)
            self.fore[namn] = fore
        except ValidationError as fel:
            self.fel[namn] = " ".join(fel.messages)


def insatsens(personal: QuerySet[Personal]) -> dict[str, Falt]:
    """What is chosen of an insats."""
    kryss = Kryss()
    return {
        "typ": Ett({t.value: t.label for t in Typ}),
        "vetenskap": kryss,
        "bedomning": kryss,
        "avstamning": kryss,
        "ansvarig": En(personal),
        "ovriga": Ord(),
        "start": Dag(),
        "klart": Dag(),
    }


def varvets(personal: QuerySet[Personal]) -> dict[str, Falt]:
    """What is chosen of a varv: its day, and its follow-up."""
    return {
        "datum": Dag(),
        "uppfoljning": Dag(),
        "klockan": Klockslag(),
        "insamlat": Dag(),
        "foljer_upp": En(personal),
        "kallade": Flera(personal),
        "ovriga": Ord(),
    }


def forflyttningens() -> dict[str, Falt]:
    """How far a goal has come, and whether it is concrete enough."""
    uppnatt = {u.value: u.label for u in Uppnatt} | {"": "Inte bedömt"}
    konkret = {"ja": "Ja", "nej": "Nej", "": "Inte bedömt"}
    return {
        "uppnatt": Ett(uppnatt),
        "konkret": Ett(konkret, {"ja": True, "nej": False, "": None}),
    }


OMRADE = {"omrade": Ord()}
