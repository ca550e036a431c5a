"""Which part of the log to read."""

from django import forms

from skolanknytning.logg.models import Handling

from .grund import Formular


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
