"""Class lists in."""

from django import forms

from skolanknytning.arbetsbok import MAX_BYTE

from ..falt import Textfalt
from ..klasslista_typer import MAX_KLASS
from ..models import Klass, idag, lasar_for, lasar_text
from ..text import klassnamnsfel
from .grund import Formular, lasar_val


class InlasningForm(Formular):
    """A class list, for the classes it names."""

    fil = forms.FileField(
        label="Fil",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text="Excel (.xlsx) eller textfil (.csv), högst 1 MB. Inga personnummer.",
        error_messages={"required": "Välj en fil.", "empty": "Filen är tom. Välj en annan fil."},
    )
    lasar = forms.TypedChoiceField(
        label="Läsår",
        coerce=int,
        choices=lasar_val,
        error_messages={"invalid_choice": "Välj ett av läsåren i listan."},
    )
    klassnamn = Textfalt(
        label="Klass",
        max_length=MAX_KLASS,
        required=False,
        fel=klassnamnsfel,
        help_text="Behövs bara om filen inte har en kolumn med klass. Till exempel 7A.",
    )
    grupp = forms.BooleanField(
        label="Klasserna i filen som är nya ska vara grupper, inte klasser",
        required=False,
        help_text=Klass._meta.get_field("grupp").help_text,
    )

    def __init__(self, *args, klass: Klass | None = None, administrerar: bool, **kwargs):
        super().__init__(*args, **kwargs)
        nu = self.fields["lasar"].initial = lasar_for(idag())
        if not administrerar:
            self.fields["lasar"].choices = [(nu, lasar_text(nu))]
            self.fields["lasar"].help_text = "Klasser för nästa läsår lägger administratören in."
        if klass:
            for falt in ("lasar", "klassnamn", "grupp"):
                del self.fields[falt]

    def clean_fil(self):
        fil = self.cleaned_data["fil"]
        if fil.size > MAX_BYTE:
            raise forms.ValidationError(
                "Filen är större än 1 MB, vilket en klasslista nästan aldrig är. Kopiera bara elevernas rader till "
                "en ny arbetsbok och spara den som .xlsx."
            )
        return fil
