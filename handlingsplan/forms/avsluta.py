"""What the browser sends when a plan is closed: its last texts, and how far each goal has come."""

from collections.abc import Iterable

from django import forms

from kartlaggning.forms import AnteckningForm

from ..models import Mal, Uppnatt

# What the plan says of itself when it is over, in the order of the template.
SLUTTEXTER = ("resultat", "slutsatser", "vidare")


class SluttextForm(AnteckningForm):
    """One of the last texts, the version it was written upon, and whether warnings have been answered."""

    falt = forms.ChoiceField(choices=[(falt, falt) for falt in SLUTTEXTER])


class AvslutaForm(forms.Form):
    """How far each goal has come, against what the page showed (``fore-…``); whether the plan is closed now.

    ``varv`` is the number of the varv that was on the page. ``anda``: it is closed without a result. An empty choice
    says nothing of the goal.
    """

    varv = forms.IntegerField(min_value=1, max_value=9999)
    avsluta = forms.BooleanField(required=False)
    anda = forms.BooleanField(required=False)

    def __init__(self, *args, mal: Iterable[Mal], **kwargs):
        super().__init__(*args, **kwargs)
        self.mal = list(mal)
        val = [("", ""), *Uppnatt.choices]
        for ett in self.mal:
            self.fields[f"lage-{ett.kod}"] = forms.ChoiceField(choices=val, required=False)
            self.fields[f"fore-{ett.kod}"] = forms.ChoiceField(choices=val, required=False)

    @property
    def valda(self) -> list[tuple[Mal, str, str]]:
        """Each goal with what was chosen and what the page showed before."""
        data = self.cleaned_data
        return [(m, data[f"lage-{m.kod}"], data[f"fore-{m.kod}"]) for m in self.mal]
