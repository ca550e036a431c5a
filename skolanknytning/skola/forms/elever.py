"""A pupil: the roster facts, who may see a protected one, where they are placed."""

from django import forms

from .. import urval
from ..falt import EttAvListan, Personalval, Textfalt
from ..klasslista_typer import MAX_ELEV_ID, MAX_NAMN
from ..models import Klass, Personal, Skola, idag, lasar_for
from ..text import namnfel
from .grund import Formular


class ElevForm(Formular):
    """A pupil's roster facts."""

    fornamn = Textfalt(label="Förnamn", max_length=MAX_NAMN, error_messages={"required": "Skriv elevens förnamn."})
    efternamn = Textfalt(label="Efternamn", max_length=MAX_NAMN, required=False)
    externt_id = Textfalt(
        label="Elev-id",
        max_length=MAX_ELEV_ID,
        required=False,
        help_text="Elevens id i systemet som klasslistan kommer från. Aldrig personnummer.",
    )
    skyddad = forms.BooleanField(
        label="Skyddade personuppgifter",
        required=False,
        help_text="Namnet ersätts av ett alias och sparas inte. Bara den som namnges får se eleven, till att börja "
        "med du.",
    )

    def clean(self) -> dict:
        """The names look like names; an alias is the program's own."""
        data = super().clean()
        for falt in ("fornamn", "efternamn"):
            if not data.get("skyddad") and data.get(falt) and (fel := namnfel(data[falt])):
                self.add_error(falt, fel)
        return data


class SkyddForm(Formular):
    """Who may see a protected pupil."""

    personal = Personalval(
        label="De här får se eleven",
        queryset=Personal.objects.none(),
        help_text="Rollen avgör fortfarande vad var och en får se av kartläggningar.",
        error_messages={"required": "Välj minst en. Annars kan ingen se eleven."},
    )

    def __init__(self, *args, skola: Skola, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["personal"].queryset = urval.personal_att_namnge(skola)


class Klassval(EttAvListan, forms.ModelChoiceField):
    """A class with its läsår, so that 7A is not mistaken for last year's."""

    def label_from_instance(self, klass: Klass) -> str:
        return f"{klass} {klass.lasar_text}{' (grupp)' if klass.grupp else ''}"


class PlaceraForm(Formular):
    """Where a pupil is placed."""

    klass = Klassval(
        label="Klass eller grupp",
        queryset=Klass.objects.none(),
        empty_label="Välj …",
        error_messages={"required": "Välj en klass eller grupp."},
    )

    def __init__(self, *args, skola: Skola, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["klass"].queryset = Klass.objects.filter(skola=skola, lasar__gte=lasar_for(idag()))
