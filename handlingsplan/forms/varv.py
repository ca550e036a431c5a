"""What the browser sends when a plan is followed up."""

from django import forms


class FoljUppForm(forms.Form):
    """Which varv is followed up, so that a button pressed twice opens one new varv."""

    fran = forms.IntegerField(min_value=1, max_value=9999)
