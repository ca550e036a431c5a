"""What the browser sends of a review and of the list of plans: a comment, an answer, what the list is narrowed to."""

from django import forms

from kartlaggning.forms import AnteckningForm

from ..listan import LAGEN
from ..models import Niva


class KommentarForm(AnteckningForm):
    """A comment's text, the version it was written upon, and whether warnings have been answered."""


class SvarForm(forms.Form):
    """The review (its kod) that was on the page when it was answered."""

    granskning = forms.RegexField(r"\A[0-9a-z]{12}\Z")


class FilterForm(forms.Form):
    """What the list is narrowed to, and which page of it."""

    lage = forms.ChoiceField(choices=list(LAGEN.items()), required=False)
    niva = forms.ChoiceField(choices=Niva, required=False)
    klass = forms.RegexField(r"\A[0-9a-z]{12}\Z", required=False)
    sida = forms.IntegerField(min_value=1, max_value=10_000, required=False)
