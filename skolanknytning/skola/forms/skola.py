"""What a school decides for itself."""

from django import forms

from .. import amnen
from ..models import Skola
from .grund import hjalpare

ETT_TILL_TIO = "Skriv ett tal från 1 till 10. Formuläret har tio påståenden."


ETT_TILL_FEMTIO = "Skriv ett tal från 1 till 50."
VALJ = "Välj en andel i listan."
# When the analysis proposes something to look at (krav.md, Sound numbers).
GRANSER = ("oro_andel", "oro_rott_andel", "oro_minst", "styrka_andel", "bedomt_andel")


class InstallningarForm(forms.ModelForm):
    """What a school decides for itself."""

    class Meta:
        model = Skola
        fields = ["namn", "gult_for_individ", *GRANSER, "egna_amnen"]
        widgets = {"egna_amnen": forms.Textarea(attrs={"rows": 8, "placeholder": "MAT1 Matematik 1\nENG5 Engelska 5"})}
        error_messages = {
            "namn": {"required": "Skriv skolans namn."},
            "gult_for_individ": {"required": ETT_TILL_TIO, "invalid": ETT_TILL_TIO},
            "oro_minst": {"required": ETT_TILL_FEMTIO, "invalid": ETT_TILL_FEMTIO},
            **{falt: {"required": VALJ, "invalid_choice": VALJ} for falt in GRANSER if falt != "oro_minst"},
        }

    helper = property(lambda self: hjalpare())

    def clean_gult_for_individ(self) -> int:
        antal = self.cleaned_data["gult_for_individ"]
        if not 1 <= antal <= 10:
            raise forms.ValidationError(ETT_TILL_TIO)
        return antal

    def clean_oro_minst(self) -> int:
        antal = self.cleaned_data["oro_minst"]
        if not 1 <= antal <= 50:
            raise forms.ValidationError(ETT_TILL_FEMTIO)
        return antal

    def clean_egna_amnen(self) -> str:
        text = self.cleaned_data["egna_amnen"]
        try:
            amnen.tolka(text)
        except ValueError as fel:
            raise forms.ValidationError(str(fel)) from fel
        return text
