"""What the browser sends from the agenda, read strictly."""

import re

from django import forms

from ..dagordning import AV, INTE_KLAR, KLAR, NED, SATT_UPP, UPP
from .rader import DelForm

KOD = re.compile(r"\A[0-9a-z]{12}\Z")
# As many as can be sent at once: more than any class has.
HOGST = 200


class Koder(forms.MultipleChoiceField):
    """Codes of pupils; whether there is such a pupil is asked elsewhere."""

    def valid_value(self, value):
        return KOD.match(value) is not None


class PunktForm(DelForm):
    """What is done to a pupil on the agenda, or (``satt-upp``) which pupils are put up.

    ``vidare``: then on to the next pupil.
    """

    gor = forms.ChoiceField(choices=[(v, v) for v in (UPP, NED, KLAR, INTE_KLAR, AV, SATT_UPP)])
    elev = Koder(required=False)
    vidare = forms.BooleanField(required=False)

    def clean(self):
        data = super().clean()
        valda = data.get("elev", [])
        if len(valda) > HOGST or (data.get("gor") != SATT_UPP and len(valda) != 1):
            raise forms.ValidationError("Oväntat antal elever.")
        return data
