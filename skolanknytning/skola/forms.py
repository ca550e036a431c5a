"""The administrator's forms. What they hold is checked here; what it means for the school is for ``regler``."""

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.forms import SetPasswordForm

from skolanknytning.arbetsbok import MAX_BYTE
from skolanknytning.logg.models import Handling

from . import amnen, urval
from .falt import EttAvListan, Personalval, Textfalt
from .klasslista_typer import MAX_ELEV_ID, MAX_KLASS, MAX_NAMN
from .kontoformular import HEL_EPOST, med_egna_ord
from .models import Klass, Personal, Roll, Skola, idag, lasar_for, lasar_text
from .text import klassnamnsfel, namnfel


def _hjalpare() -> FormHelper:
    """Fields only: the page's own <form> holds the token and the buttons."""
    hjalpare = FormHelper()
    hjalpare.form_tag = False
    hjalpare.disable_csrf = True
    return hjalpare


class Formular(forms.Form):
    """A form that crispy lays out."""

    @property
    def helper(self) -> FormHelper:
        return _hjalpare()


def lasar_val(*, bakat: int = 0) -> list[tuple[int, str]]:
    """The läsår that is now and the next, and as many before as asked for."""
    nu = lasar_for(idag())
    return [(ar, lasar_text(ar)) for ar in range(nu + 1, nu - bakat - 1, -1)]


# --- The school -----------------------------------------------------------------------------------------------------


ETT_TILL_TIO = "Skriv ett tal från 1 till 10. Formuläret har tio påståenden."


class InstallningarForm(forms.ModelForm):
    """What a school decides for itself."""

    class Meta:
        model = Skola
        fields = ["namn", "gult_for_individ", "egna_amnen"]
        widgets = {"egna_amnen": forms.Textarea(attrs={"rows": 8, "placeholder": "MAT1 Matematik 1\nENG5 Engelska 5"})}
        error_messages = {
            "namn": {"required": "Skriv skolans namn."},
            "gult_for_individ": {"required": ETT_TILL_TIO, "invalid": ETT_TILL_TIO},
        }

    helper = property(lambda self: _hjalpare())

    def clean_gult_for_individ(self) -> int:
        antal = self.cleaned_data["gult_for_individ"]
        if not 1 <= antal <= 10:
            raise forms.ValidationError(ETT_TILL_TIO)
        return antal

    def clean_egna_amnen(self) -> str:
        text = self.cleaned_data["egna_amnen"]
        try:
            amnen.tolka(text)
        except ValueError as fel:
            raise forms.ValidationError(str(fel)) from fel
        return text


# --- Classes --------------------------------------------------------------------------------------------------------


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
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Skriv årskursen som ett tal från 0 till 13."
        ),
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


# --- Pupils ---------------------------------------------------------------------------------------------------------


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


# --- Staff ----------------------------------------------------------------------------------------------------------


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

    helper = property(lambda self: _hjalpare())

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        med_egna_ord(self, "new_password1", "new_password2")


# --- Class lists in -------------------------------------------------------------------------------------------------


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


# --- The log --------------------------------------------------------------------------------------------------------


class LoggForm(Formular):
    """Which part of the log to read."""

    dag = forms.DateField(
        label="Dag",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Datumet gick inte att läsa. Skriv det som 2026-11-18."},
    )
    person = forms.ChoiceField(label="Person", required=False)
    handling = forms.ChoiceField(label="Vad", required=False, choices=[("", "Allt"), *Handling.choices])

    def __init__(self, *args, personer: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "Alla"), *personer]
