"""What the browser sends, read strictly."""

import json
from collections.abc import Iterable
from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from skolanknytning.skola.models import Personal, idag, lasar_for

from .models import Farg, Niva
from .regler import Onskan
from .urval import Ruta

MEST_PER_BATCH = 1500
MED_AMNEN = {Farg.GUL, Farg.ROD}


class MarkeringarField(forms.CharField):
    """A batch of marks as JSON: ``[{"e", "p", "f", "u", "a", "s", "h", "v"}, …]``, see ``Onskan``."""

    def clean(self, value) -> list[Onskan]:
        text = super().clean(value)
        try:
            rader = json.loads(text)
            if not isinstance(rader, list) or len(rader) > MEST_PER_BATCH:
                raise ValueError
            # A square that stands twice in a batch gets what was said last.
            return list({(o.elev, o.pastaende): o for o in map(_onskan, rader)}.values())
        except (ValueError, KeyError, TypeError, RecursionError) as fel:
            raise ValidationError("Markeringarna gick inte att läsa. Ladda om sidan.") from fel


def _onskan(rad: dict) -> Onskan:
    farg, version = rad["f"], rad["v"]
    if not (type(farg) is int and type(version) is int and 0 <= version < 2**31):
        raise ValueError
    if not all(isinstance(rad[del_], str) and rad[del_].isascii() and len(rad[del_]) <= 30 for del_ in "ep"):
        raise ValueError
    amnen = rad.get("a") or []
    if not (isinstance(amnen, list) and all(isinstance(a, str) for a in amnen)):
        raise ValueError
    return Onskan(
        elev=rad["e"],
        pastaende=rad["p"],
        farg=farg,
        undersok=rad.get("u") is True,
        amnen=tuple(sorted(set(amnen))) if farg in MED_AMNEN else (),
        samlat=rad.get("s") is True,
        hamtad=rad.get("h") is True,
        ersatter=version,
    )


class MarkeringarForm(forms.Form):
    """The waiting marks of the grid, and the version of the round the page has seen."""

    sedan = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    marken = MarkeringarField()


class StartaForm(forms.Form):
    """The date of a new round."""

    datum = forms.DateField(
        label="Datum",
        initial=idag,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Välj ett datum.",
            "invalid": "Datumet gick inte att läsa. Skriv det som 2026-11-18.",
        },
    )

    def clean_datum(self):
        datum = self.cleaned_data["datum"]
        MaxValueValidator(idag(), "Datumet får inte ligga i framtiden.")(datum)
        MinValueValidator(date(lasar_for(idag()) - 2, 7, 1), "Datumet får ligga högst två läsår tillbaka.")(datum)
        return datum


class StartaIndividForm(StartaForm):
    """The date of a pupil's form, and whether it begins with what the class round says."""

    hamta = forms.BooleanField(
        required=False,
        label="Hämta klassens svar på de tio gemensamma påståendena",
        help_text="Du bekräftar dem sedan, ett och ett eller alla på en gång. Annars börjar formuläret tomt.",
    )


class AvstaForm(forms.Form):
    """Why a proposal is declined, and whether warnings have been answered."""

    ord = forms.CharField(
        label="Varför avstår ni?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv med ett par ord varför ni avstår."},
        help_text="Skriv kort vad ni ser i skolan, till exempel ”vi följer frånvaron i NO för hela klassen först”. "
        "Skriv inget om diagnos, hälsa eller familj, och inga namn.",
    )
    bekraftad = forms.BooleanField(required=False, widget=forms.HiddenInput)


class StangForm(forms.Form):
    """Why a round is closed with gaps; asked for only when there are any, and of a colleague then as they like."""

    skal = forms.CharField(
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv kort varför, eller gå tillbaka och bedöm det som är kvar."},
    )

    ORD = {
        Niva.GRUPP: (
            "Varför stängs kartläggningen med luckor?",
            "Skriv kort, till exempel ”två elever är nya i klassen”. Skriv inget om hälsa eller familj.",
            "Stäng kartläggningen",
        ),
        Niva.INDIVID: (
            "Varför är några påståenden inte bedömda?",
            "Skriv kort, till exempel ”ser inte eleven på rasterna”. Skriv inget om hälsa eller familj.",
            "Klart för det här datumet",
        ),
    }

    def __init__(self, *args, niva: Niva, luckor: int, kravs: bool, kollega: bool, **kwargs):
        super().__init__(*args, **kwargs)
        falt = self.fields["skal"]
        falt.label, falt.help_text, knapp = self.ORD[niva]
        falt.required = kravs
        if not kravs:
            falt.label += " (frivilligt)"
        if kollega:
            knapp = "Lämna in"
        if not luckor:
            del self.fields["skal"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*self.fields, Submit("stang", knapp))


class KollegorForm(forms.Form):
    """The colleagues who are asked for their view of a pupil."""

    kollegor = forms.ModelMultipleChoiceField(
        queryset=Personal.objects.none(),
        label="Vem vill du fråga?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Välj minst en kollega.", "invalid_choice": "Välj bland kollegorna i listan."},
    )

    def __init__(self, *args, kollegor, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kollegor"].queryset = kollegor


class AnteckningForm(forms.Form):
    """A note's text, the version it was written upon, and whether warnings have been answered."""

    text = forms.CharField(required=False, strip=False)
    ersatter = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    bekraftad = forms.BooleanField(required=False)


def onskan_ur_form(data, platser: Iterable[tuple[str, str, str]]) -> list[Onskan]:
    """The marks changed in the plain form of the grid's other face; ``platser`` are (field, pupil, statement).

    For each field the form holds what stood there (``o-``, "färg|undersök|ämnen"), its version (``v-``) and the
    choices (``f-``, ``u-``, ``a-``); a square left as it was is not in the answer. Raises ValueError on a form that is
    not ours.
    """
    andrade = []
    for falt, elev, pastaende in platser:
        if f"f-{falt}" not in data and f"o-{falt}" not in data:
            continue
        farg = int(data.get(f"f-{falt}", "0"))
        amnen = tuple(sorted(set(data.getlist(f"a-{falt}")))) if farg in MED_AMNEN else ()
        ruta = Ruta(farg, f"u-{falt}" in data, amnen)
        if forr_text(ruta) != data.get(f"o-{falt}", ""):
            version = int(data.get(f"v-{falt}", "0"))
            andrade.append(Onskan(elev, pastaende, farg, ruta.undersok, amnen, ersatter=version))
    return andrade


def forr_text(ruta: Ruta) -> str:
    """A square as one string, to tell whether a form changed it; one that waits to be confirmed is like no other."""
    if ruta.hamtad:
        return "hämtad"
    return f"{int(ruta.farg)}|{int(ruta.undersok)}|{' '.join(ruta.amnen)}"


class FargarkForm(forms.Form):
    """A school's own coloured workbook."""

    fil = forms.FileField(
        label="Arbetsbok",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm"}),
        help_text="Excel (.xlsx), högst 1 MB. Inga personnummer.",
        error_messages={"required": "Välj en fil.", "empty": "Filen är tom. Välj en annan fil."},
    )
