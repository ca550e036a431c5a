"""Fields of forms: text that is tidied, and choices of rows that are named by their ``kod``."""

import re
from collections.abc import Callable

from django import forms

from .kod import KodKonverterare
from .text import stada, textfel


class Textfalt(forms.CharField):
    """A line of text, tidied as in class lists; ``fel`` says what is wrong with it, or nothing."""

    def __init__(self, *, fel: Callable[[str], str] = textfel, **kwargs):
        super().__init__(**kwargs)
        self.fel = fel

    def to_python(self, value) -> str:
        return stada(super().to_python(value)) or self.empty_value

    def run_validators(self, value) -> None:
        super().run_validators(value)
        if value and (fel := self.fel(value)):
            raise forms.ValidationError(fel)


class EttAvListan:
    """A choice among rows by their ``kod``. What is no kod at all never reaches the database."""

    fel = "Valet finns inte längre i listan. Välj igen."

    def __init__(self, *args, **kwargs):
        super().__init__(*args, to_field_name="kod", **kwargs)
        self.error_messages["invalid_choice"] = self.fel

    def clean(self, value):
        koder = value if isinstance(value, (list, tuple)) else [value]
        if not all(re.fullmatch(KodKonverterare.regex, kod) for kod in koder if kod):
            raise forms.ValidationError(self.fel, code="invalid_choice")
        return super().clean(value)


class Personalval(EttAvListan, forms.ModelMultipleChoiceField):
    """Some of the staff, by check boxes."""

    widget = forms.CheckboxSelectMultiple
