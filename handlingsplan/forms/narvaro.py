"""What the browser sends of absence: a period with per cent by subject, or a file with such a table."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms
from django.forms.boundfield import BoundField

from skolanknytning.arbetsbok import MAX_BYTE
from skolanknytning.skola.amnen import Amneslista
from skolanknytning.skola.forms.grund import Formular
from skolanknytning.skola.models import idag

from ..narvaro import ALLA_AMNEN, TalError, avrundat, las_procent, skrivet

TIDIGAST = date(2000, 1, 1)
ALLA = "alla"


class Procentfalt(forms.CharField):
    """Per cent as people write it, with at most one decimal; None when nothing is written."""

    widget = forms.TextInput(attrs={"class": "form-control", "inputmode": "decimal", "autocomplete": "off"})

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=20, **kwargs)
        self.error_messages["max_length"] = "Skriv ett tal från 0 till 100."

    def clean(self, value) -> Decimal | None:
        try:
            last = las_procent(super().clean(value))
        except TalError as fel:
            raise forms.ValidationError(str(fel)) from fel
        if last is None:
            return None
        if last[0] != round(last[0], 1):
            raise forms.ValidationError("Skriv högst en decimal.")
        return last[0]


def _datumfalt(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        # No other: Django's Swedish takes 11/12/2026 for November too.
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Välj ett datum.",
            "invalid": "Datumet gick inte att läsa. Skriv det som 2026-11-18.",
        },
    )


@dataclass(frozen=True, slots=True)
class Formrad:
    """A row of the form; ``deras`` is what a colleague has saved of the subject meanwhile, where it is another."""

    namn: str
    giltig: BoundField
    ogiltig: BoundField
    deras: str = ""

    @property
    def falten(self) -> tuple[BoundField, BoundField]:
        """Its two fields, in the order they stand."""
        return self.giltig, self.ogiltig


class NarvaroForm(Formular):
    """A period: its days, and two numbers for each of the school's subjects that have any.

    ``fler`` are subjects that stand in the figures and no longer in the school's list. ``ersatter`` is the version
    that was read.
    """

    fran = _datumfalt("Från och med")
    till = _datumfalt("Till och med")
    ersatter = forms.IntegerField(required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args, lista: Amneslista, fler: Iterable[str] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.amnen = {"": ALLA_AMNEN} | {amne.kod: amne.namn for amne in lista.amnen.values()}
        self.amnen |= {kod: kod for kod in fler if kod not in self.amnen}
        self.deras: Mapping[str, tuple[Decimal, Decimal]] | None = None
        for kod, namn in self.amnen.items():
            for slag in ("giltig", "ogiltig"):
                falt = self.fields[_falt(slag, kod)] = Procentfalt(label=f"{namn}, {slag} frånvaro i procent")
                falt.widget.attrs["aria-label"] = falt.label

    @staticmethod
    def varden(rader: Mapping[str, tuple[Decimal, Decimal]]) -> dict[str, str]:
        """Figures as the form's initial values."""
        return {
            _falt(slag, kod): skrivet(tal)
            for kod, par in rader.items()
            for slag, tal in zip(("giltig", "ogiltig"), par, strict=True)
        }

    def clean_fran(self) -> date:
        if self.cleaned_data["fran"] < TIDIGAST:
            raise forms.ValidationError("Datumet ligger för långt tillbaka.")
        return self.cleaned_data["fran"]

    def clean_till(self) -> date:
        till, fran = self.cleaned_data["till"], self.cleaned_data.get("fran")
        if till > idag():
            raise forms.ValidationError("Perioden kan inte sluta efter i dag.")
        if fran and till < fran:
            raise forms.ValidationError("Perioden slutar innan den börjar.")
        return till

    def clean(self) -> dict:
        data = super().clean()
        rader = {kod: par for kod in self.amnen if (par := self._par(kod)) is not None}
        if not rader and not self.errors:
            raise forms.ValidationError(f"Skriv in minst en rad: {ALLA_AMNEN}, eller ett ämne.")
        return data | {"rader": rader}

    def _par(self, kod: str) -> tuple[Decimal, Decimal] | None:
        """The row's two numbers; None for an empty row, and for one with something wrong in it."""
        falten = [_falt("giltig", kod), _falt("ogiltig", kod)]
        if any(falt in self.errors for falt in falten):
            return None
        par = [self.cleaned_data.get(falt) for falt in falten]
        tomma = [falt for falt, tal in zip(falten, par, strict=True) if tal is None]
        if len(tomma) == 1:
            self.add_error(tomma[0], "Talet saknas. Skriv 0 om det inte finns någon.")
        if tomma:
            return None
        try:
            return avrundat(*par)
        except TalError as fel:
            self.add_error(falten[1], str(fel))
            return None

    @property
    def rader(self) -> Iterator[Formrad]:
        """The rows to show, with what a colleague has saved in those where it is another."""
        for kod, namn in self.amnen.items():
            giltig, ogiltig = self[_falt("giltig", kod)], self[_falt("ogiltig", kod)]
            yield Formrad(namn, giltig, ogiltig, self._deras(kod))

    def _deras(self, kod: str) -> str:
        if self.deras is None:
            return ""
        sparat = self.deras.get(kod)
        if sparat == self.cleaned_data["rader"].get(kod):
            return ""
        return f"{skrivet(sparat[0])} giltig, {skrivet(sparat[1])} ogiltig" if sparat else "tomt"


def _falt(slag: str, kod: str) -> str:
    return f"{slag}-{kod or ALLA}"


class NarvarofilForm(Formular):
    """A file with a table of absence."""

    fil = forms.FileField(
        label="Fil",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text="Excel (.xlsx) eller textfil (.csv), högst 1 MB. En rad för varje ämne, inga elever.",
        error_messages={"required": "Välj en fil.", "empty": "Filen är tom. Välj en annan fil."},
    )

    def clean_fil(self):
        fil = self.cleaned_data["fil"]
        if fil.size > MAX_BYTE:
            raise forms.ValidationError("Filen är större än 1 MB, vilket en tabell över frånvaro aldrig är.")
        return fil


class VersionForm(forms.Form):
    """The version that was read of what is to be removed."""

    ersatter = forms.IntegerField(min_value=0, max_value=2**31 - 1)
