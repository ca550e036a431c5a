"""What the forms share: that crispy lays them out, and the läsår to choose among."""

from crispy_forms.helper import FormHelper
from django import forms

from ..models import idag, lasar_for, lasar_text


def hjalpare() -> FormHelper:
    """Fields only: the page's own <form> holds the token and the buttons."""
    hjalparen = FormHelper()
    hjalparen.form_tag = False
    hjalparen.disable_csrf = True
    return hjalparen


class Formular(forms.Form):
    """A form that crispy lays out."""

    @property
    def helper(self) -> FormHelper:
        return hjalpare()


def lasar_val(*, bakat: int = 0) -> list[tuple[int, str]]:
    """The läsår that is now and the next, and as many before as asked for."""
    nu = lasar_for(idag())
    return [(ar, lasar_text(ar)) for ar in range(nu + 1, nu - bakat - 1, -1)]
