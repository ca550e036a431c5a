"""Staff: name and e-mail, roles, the password chosen with a one-time link."""

from django import forms
from django.contrib.auth.forms import SetPasswordForm

from ..falt import Textfalt
from ..kontoformular import HEL_EPOST, med_egna_ord
from ..models import Roll
from .grund import Formular, hjalpare


class KontoForm(Formular):
    """The name and e-mail a person logs in with."""

    namn = Textfalt(label="Namn", max_length=120, error_messages={"required": "Skriv personens namn."})
    epost = forms.EmailField(
        label="E-post",
        max_length=254,
        help_text="Personen loggar in med den.",
        error_messages={"required": "Skriv personens e-postadress.", "invalid": HEL_EPOST},
    )


ROLLHJALP = (
    "Mentor kartlägger sina klasser. Lärare ser bara formuläret om en elev som en mentor ber om svar på, tills svaret "
    "är inlämnat. Elevhälsa ser sammanställningar och elever som behöver uppmärksammas. Rektor ser skolans "
    "kartläggningar och loggen. Administratör sköter klasser, personal och klasslistor, men ser inga kartläggningar."
)


class RollerForm(Formular):
    """A person's roles at a school."""

    roller = forms.MultipleChoiceField(
        label="Roller",
        choices=Roll,
        widget=forms.CheckboxSelectMultiple,
        help_text=ROLLHJALP,
        error_messages={"required": "Välj minst en roll.", "invalid_choice": "Välj bland rollerna i listan."},
    )


class NyPersonalForm(RollerForm, KontoForm):
    """A new member of staff."""

    field_order = ["namn", "epost", "roller"]


class LosenordForm(SetPasswordForm):
    """The first password, or a new one, chosen with a one-time link."""

    helper = property(lambda self: hjalpare())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        med_egna_ord(self, "new_password1", "new_password2")
