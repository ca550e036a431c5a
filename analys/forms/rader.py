"""What the browser sends of the rows of a meeting: patterns, factors, steps, texts, drafts."""

from django import forms

from kartlaggning.forms import AnteckningForm
from skolanknytning.skola.falt import EttAvListan

from .. import guide
from ..gang import DAGORDNING, ELEV, FAKTORER, GRUPPEN, SAMMANFATTNING
from ..guide import Guide
from ..models import Slag

_KOD = r"[0-9a-z]{12}"
_DIMENSIONER = "|".join(d.nyckel for d in guide.las().grupp.avsnitt[0].dimensioner)
_GRUPPEN = rf"{GRUPPEN}/(?:{'|'.join(Slag.values)})/(?:{_DIMENSIONER}|{FAKTORER})"
DEL = rf"\A(?:{_GRUPPEN}|{ELEV}/{_KOD}|{DAGORDNING}|{SAMMANFATTNING})\Z"


class DelForm(forms.Form):
    """The part of the meeting that something was pressed in (``del``): there the answer is shown."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A word of Python's own, and so not an attribute of the class.
        self.fields["del"] = forms.RegexField(DEL)


class NyttForm(DelForm):
    """What is asked about a part: whether anything has happened since a version."""

    sedan = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class TextForm(AnteckningForm, DelForm):
    """A text, the version it was written upon, whether warnings have been answered, and where it stands."""


class MonsterForm(DelForm):
    """A new pattern: written, or taken from a draft (``utkast``), whose own words stand when no text is sent.

    ``redigera``: it is to be written on at once.
    """

    slag = forms.ChoiceField(choices=Slag)
    dimension = forms.CharField(max_length=20)
    text = forms.CharField(required=False, strip=False)
    elev = forms.RegexField(rf"\A{_KOD}\Z", required=False)
    utkast = forms.CharField(required=False, max_length=60)
    redigera = forms.BooleanField(required=False)
    bekraftad = forms.BooleanField(required=False)

    def __init__(self, *args, guide: Guide, **kwargs):
        super().__init__(*args, **kwargs)
        self.guide = guide

    def clean_dimension(self):
        dimension = self.cleaned_data["dimension"]
        if dimension not in {d.nyckel for a in self.guide.grupp.avsnitt for d in a.dimensioner}:
            raise forms.ValidationError("Okänd dimension.")
        return dimension

    def clean_text(self):
        return self.cleaned_data["text"].replace("\x00", "")


class UtkastForm(DelForm):
    """A draft that is left out, or brought back; with the pupil it is about, if it is about one."""

    utkast = forms.CharField(max_length=60)
    elev = forms.RegexField(rf"\A{_KOD}\Z", required=False)


class VaxlaForm(DelForm):
    """A mark that is set or taken away."""

    pa = forms.BooleanField(required=False)


class FlyttaForm(DelForm):
    """A row one place up or down, among the *angelägna* if that is where it was pressed."""

    hall = forms.ChoiceField(choices=[("upp", "upp"), ("ned", "ned")])
    angelagna = forms.BooleanField(required=False)


class KopplaForm(DelForm):
    """A factor that the pattern is tied to, or (``bort``) untied from while nothing is written about it."""

    faktor = forms.CharField(required=False, max_length=30)
    bort = forms.CharField(required=False, max_length=30)

    def __init__(self, *args, guide: Guide, **kwargs):
        super().__init__(*args, **kwargs)
        self.guide = guide

    def clean(self):
        data = super().clean()
        if (data.get("faktor") or data.get("bort")) not in self.guide.faktor:
            raise forms.ValidationError("Okänd faktor.")
        return data


class Ansvarig(EttAvListan, forms.ModelChoiceField):
    """One of the staff, or nobody yet."""


class PlaneraForm(DelForm):
    """Who does a step, and by when. ``bara``: the one of the two that was changed, as the script sends it."""

    ansvarig = Ansvarig(queryset=None, required=False)
    klart = forms.DateField(required=False)
    bara = forms.ChoiceField(choices=[("ansvarig", "ansvarig"), ("klart", "klart")], required=False)

    def __init__(self, *args, personal, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ansvarig"].queryset = personal


class StegForm(PlaneraForm):
    """A new step: what, who, by when."""

    text = forms.CharField(required=False, strip=False)
    bekraftad = forms.BooleanField(required=False)

    def clean_text(self):
        return self.cleaned_data["text"].replace("\x00", "")
