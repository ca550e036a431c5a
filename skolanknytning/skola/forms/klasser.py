"""Classes, as they are made and changed."""

from django import forms

from .. import urval
from ..falt import Personalval, Textfalt
from ..klasslista_typer import MAX_KLASS
from ..models import Klass, Personal, Skola, idag, lasar_for
from ..text import klassnamnsfel
from .grund import Formular, lasar_val

FRAN_NOLL_TILL_TRETTON = "Skriv årskursen som ett tal från 0 till 13."


class KlassForm(Formular):
    """A class as it is changed."""

    namn = Textfalt(
        label="Namn",
        max_length=MAX_KLASS,
        help_text="Till exempel 7A.",
        fel=klassnamnsfel,
        error_messages={"required": "Skriv klassens namn."},
    )
    arskurs = forms.IntegerField(
        label="Årskurs",
        min_value=0,
        max_value=13,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), FRAN_NOLL_TILL_TRETTON),
    )
    mentorer = Personalval(
        label="Mentorer",
        queryset=Personal.objects.none(),
        required=False,
        help_text="Bara den som har rollen mentor kan väljas. Mentorerna kartlägger klassen.",
    )

    def __init__(self, *args, skola: Skola, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentorer"].queryset = urval.mentorer_att_valja(skola)
        if not self.fields["mentorer"].queryset.exists():
            self.fields["mentorer"].help_text = "Ingen har rollen mentor än. Lägg till den under Personal."


class NyKlassForm(KlassForm):
    """A class as it is made."""

    lasar = forms.TypedChoiceField(
        label="Läsår", coerce=int, choices=lasar_val, error_messages={"invalid_choice": "Välj ett av läsåren i listan."}
    )
    grupp = forms.BooleanField(
        label="Det är en grupp vid sidan av klasserna",
        required=False,
        help_text=Klass._meta.get_field("grupp").help_text,
    )
    field_order = ["namn", "lasar", "arskurs", "grupp", "mentorer"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lasar"].initial = lasar_for(idag())
