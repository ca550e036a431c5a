"""What the browser sends of the rows of a plan: goals, insatser, texts."""

from django import forms

from kartlaggning.forms import AnteckningForm
from skolanknytning.skola.kod import KodKonverterare

from ..gang import OVERSIKT
from ..mallar import MODUL_2, UPPGIFT_5

DEL = rf"\A(?:{OVERSIKT}|(?:{MODUL_2}|{UPPGIFT_5})/[a-z0-9-]{{1,20}})\Z"


class DelForm(forms.Form):
    """The step that something was pressed in (``del``), or the plan's own page: there the answer is shown."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A word of Python's own, and so not an attribute of the class.
        self.fields["del"] = forms.RegexField(DEL)


class NyttForm(DelForm):
    """What is asked about a step: whether anything has happened since a version."""

    sedan = forms.IntegerField(min_value=0, max_value=2**31 - 1)


class TextForm(AnteckningForm, DelForm):
    """A text, the version it was written upon, whether warnings have been answered, and where it stands."""


class VaxlaForm(DelForm):
    """A mark that is set or taken away."""

    pa = forms.BooleanField(required=False)


class FlyttaForm(DelForm):
    """A row one place up or down."""

    hall = forms.ChoiceField(choices=[("upp", "upp"), ("ned", "ned")])


class MalForm(DelForm):
    """A new goal; ``kod`` is what the page says that it is to be called, so that a form sent twice makes one."""

    kod = forms.RegexField(rf"\A{KodKonverterare.regex}\Z", required=False)
    text = forms.CharField(required=False, strip=False)
    bekraftad = forms.BooleanField(required=False)

    def clean_text(self):
        return self.cleaned_data["text"].replace("\x00", "")


class InsatsForm(MalForm):
    """A new insats: what, of which kind, and what it rests on. The rules ask for what is missing."""

    typ = forms.CharField(required=False, max_length=12)
    vetenskap = forms.BooleanField(required=False)
    bedomning = forms.BooleanField(required=False)
    avstamning = forms.BooleanField(required=False)

    @property
    def grunder(self) -> set[str]:
        """What it rests on."""
        return {namn for namn in ("vetenskap", "bedomning", "avstamning") if self.cleaned_data[namn]}
