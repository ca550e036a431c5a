"""What the browser sends about a meeting itself: when it is, who takes part, which pupils are on the agenda."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from skolanknytning.skola import behorighet
from skolanknytning.skola.falt import Personalval, Textfalt
from skolanknytning.skola.forms.grund import hjalpare
from skolanknytning.skola.models import Elev, Skola, idag

# A meeting is written down afterwards at times, and planned a läsår ahead at most.
BAKAT, FRAMAT = timedelta(days=366), timedelta(days=400)


class Deltagarval(Personalval):
    """Some of the staff by check boxes, each with what they are."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})

    def __init__(self, *args, ord_: Mapping[int, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.ord = ord_

    def label_from_instance(self, obj) -> str:
        return ", ".join(filter(None, [obj.namn, self.ord.get(obj.id, "")]))


class Elevval(forms.MultipleChoiceField):
    """Some of a few pupils by check boxes, in the order they are given."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"})

    def __init__(self, *, elever: Sequence[Elev], **kwargs):
        self.elever = {elev.kod: elev for elev in elever}
        super().__init__(choices=[(elev.kod, elev.namn) for elev in elever], required=False, **kwargs)

    def clean(self, value) -> list[Elev]:
        valda = set(super().clean(value))
        return [elev for kod, elev in self.elever.items() if kod in valda]


class MoteForm(forms.Form):
    """When a meeting is, and who takes part. ``nara`` are the ids of those who stand first in the list."""

    datum = forms.DateField(
        label="Datum",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Välj ett datum.",
            "invalid": "Datumet gick inte att läsa. Skriv det som 2026-11-18.",
        },
    )
    tid = forms.TimeField(
        label="Klockan (frivilligt)",
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Klockslaget gick inte att läsa. Skriv det som 14.30."},
    )
    ovriga = Textfalt(
        label="Fler som är med (frivilligt)",
        required=False,
        max_length=200,
        help_text="De som inte finns i listan. Skriv uppgift, inte namn, till exempel skolsköterska.",
        error_messages={"max_length": "Skriv högst 200 tecken."},
    )

    def __init__(self, *args, skola: Skola, ord_: Mapping[int, str], nara: Collection[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.nara_ids = set(nara)
        self.fields["deltagare"] = Deltagarval(
            behorighet.kan_delta(skola), label="Vilka är med?", required=False, ord_=ord_
        )

    helper = property(lambda self: hjalpare())

    @property
    def nara(self) -> list:
        """The check boxes of those who stand first: the class's mentors, elevhälsan and the rektor."""
        return [val for val in self["deltagare"] if self._nara(val)]

    @property
    def fler(self) -> list:
        """The check boxes of everybody else at the school; who is already chosen stands among the first."""
        return [val for val in self["deltagare"] if not self._nara(val)]

    def _nara(self, val) -> bool:
        return val.data["selected"] or val.data["value"].instance.id in self.nara_ids

    def clean_datum(self) -> date:
        datum = self.cleaned_data["datum"]
        MinValueValidator(idag() - BAKAT, "Datumet får ligga högst ett år tillbaka.")(datum)
        MaxValueValidator(idag() + FRAMAT, "Datumet får ligga högst ett år framåt.")(datum)
        return datum


class PlaneraMoteForm(MoteForm):
    """The same of a new meeting about a class, with the pupils to begin with on the agenda."""

    def __init__(self, *args, elever: Sequence[Elev], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["elever"] = Elevval(label="Vilka elever tar ni upp efter klassen?", elever=elever)
