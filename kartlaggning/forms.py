"""What the browser sends, read strictly."""

import json
from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator

from skolanknytning.skola.models import idag, lasar_for

from .models import Farg
from .regler import Onskan

MEST_PER_BATCH = 1500
MED_AMNEN = {Farg.GUL, Farg.ROD}


class MarkeringarField(forms.CharField):
    """A batch of marks as JSON: ``[{"e", "p", "f", "u", "a", "s", "v"}, …]``, see ``Onskan``."""

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
        ersatter=version,
    )


class MarkeringarForm(forms.Form):
    """The waiting marks of the grid, and the version of the round the page has seen."""

    sedan = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    marken = MarkeringarField()


class StartaForm(forms.Form):
    """The date of a new round."""

    datum = forms.DateField(
        label="Datum", initial=idag, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_datum(self):
        datum = self.cleaned_data["datum"]
        MaxValueValidator(idag(), "Datumet får inte ligga i framtiden.")(datum)
        MinValueValidator(date(lasar_for(idag()) - 2, 7, 1), "Datumet får ligga högst två läsår tillbaka.")(datum)
        return datum


class StangForm(forms.Form):
    """Why a round is closed with gaps; asked for only when there are any."""

    skal = forms.CharField(
        label="Varför stängs kartläggningen med luckor?",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Skriv kort, till exempel ”två elever är nya i klassen”. Skriv inget om hälsa eller familj.",
    )

    def __init__(self, *args, luckor: int, **kwargs):
        super().__init__(*args, **kwargs)
        if not luckor:
            del self.fields["skal"]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(*self.fields, Submit("stang", "Stäng kartläggningen"))


class AnteckningForm(forms.Form):
    """A note's text, the version it was written upon, and whether warnings have been answered."""

    text = forms.CharField(required=False, strip=False)
    ersatter = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    bekraftad = forms.BooleanField(required=False)


def onskan_ur_pastaendeform(data, elever, pastaende: str) -> list[Onskan]:
    """The marks changed in the statement face's plain form.

    For each pupil the form holds what stood there (``o-``, "färg|undersök|ämnen"), its version (``v-``) and the
    choices (``f-``, ``u-``, ``a-``); a pupil left as it was is not in the answer. Raises ValueError on a form that is
    not ours.
    """
    andrade = []
    for elev in elever:
        if f"f-{elev.kod}" not in data and f"o-{elev.kod}" not in data:
            continue
        farg = int(data.get(f"f-{elev.kod}", "0"))
        amnen = tuple(sorted(set(data.getlist(f"a-{elev.kod}")))) if farg in MED_AMNEN else ()
        undersok = f"u-{elev.kod}" in data
        if forr_text(farg, undersok, amnen) != data.get(f"o-{elev.kod}", ""):
            version = int(data.get(f"v-{elev.kod}", "0"))
            andrade.append(Onskan(elev.kod, pastaende, farg, undersok, amnen, ersatter=version))
    return andrade


def forr_text(farg: int, undersok: bool, amnen) -> str:
    """A square as one string, to tell whether a form changed it."""
    return f"{int(farg)}|{int(undersok)}|{' '.join(amnen)}"
