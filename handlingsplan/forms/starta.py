"""What the browser sends to start a plan."""

from collections.abc import Sequence

from django import forms

from analys.models import Monster
from skolanknytning.skola.falt import Textfalt

from ..utgang import Monsterval


class StartaForm(forms.Form):
    """The development area, and the patterns and factors to start from, by their ``kod``.

    ``and_anda``: there is an open plan, and another is wanted all the same. ``bekraftad``: what looks like personal
    data has been looked at.
    """

    omrade = Textfalt(
        label="Utvecklingsområde",
        max_length=200,
        error_messages={
            "required": "Skriv vad ni vill utveckla. Några ord räcker.",
            "max_length": "Skriv högst 200 tecken.",
        },
    )
    and_anda = forms.BooleanField(required=False)
    bekraftad = forms.BooleanField(required=False)

    def __init__(self, *args, val: Sequence[Monsterval], **kwargs):
        super().__init__(*args, **kwargs)
        self.rader = {v.monster.kod: v.monster for v in val}
        fel = {"invalid_choice": "Ett mönster i listan finns inte längre där. Välj igen."}
        koder = [(kod, kod) for kod in self.rader]
        faktorer = [(f.kod, f.kod) for v in val for f in v.faktorer]
        self.fields["monster"] = forms.MultipleChoiceField(choices=koder, required=False, error_messages=fel)
        self.fields["faktor"] = forms.MultipleChoiceField(choices=faktorer, required=False, error_messages=fel)

    def clean_monster(self) -> list[Monster]:
        valda = set(self.cleaned_data["monster"])
        return [monster for kod, monster in self.rader.items() if kod in valda]

    def clean_faktor(self) -> frozenset[str]:
        return frozenset(self.cleaned_data["faktor"])
