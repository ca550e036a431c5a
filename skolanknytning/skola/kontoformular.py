"""The forms in which a password is chosen, with our words: one line of help, and no label said twice."""

from allauth.account.forms import ChangePasswordForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms

# What AUTH_PASSWORD_VALIDATORS asks for.
LOSENORDSHJALP = "Minst 10 tecken. Inte ett vanligt ord, och inte ditt namn."
HEL_EPOST = "Skriv en hel e-postadress, till exempel namn@exempel.se."


def med_egna_ord(form: forms.Form, nytt: str, igen: str) -> None:
    """Name the two fields of a new password, and say once what it must be."""
    form.fields[nytt].label = "Nytt lösenord"
    form.fields[nytt].help_text = LOSENORDSHJALP
    form.fields[igen].label = "Nytt lösenord en gång till"
    form.fields[igen].help_text = ""
    form.fields[nytt].error_messages["required"] = "Välj ett lösenord."
    form.fields[igen].error_messages["required"] = "Skriv lösenordet en gång till."
    utan_platshallare(form)


def utan_platshallare(form: forms.Form) -> None:
    """Take away placeholders, which only repeat the labels."""
    for falt in form.fields.values():
        falt.widget.attrs.pop("placeholder", None)


class BytLosenordForm(ChangePasswordForm):
    """Another password, by whoever knows the present one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        med_egna_ord(self, "password1", "password2")
        self.fields["oldpassword"].error_messages["required"] = "Skriv ditt nuvarande lösenord."


class GlomtLosenordForm(ResetPasswordForm):
    """The address that a link is sent to."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        utan_platshallare(self)
        self.fields["email"].error_messages |= {"required": "Skriv din e-postadress.", "invalid": HEL_EPOST}


class ValjLosenordForm(ResetPasswordKeyForm):
    """A new password, by a link sent by e-mail."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        med_egna_ord(self, "password1", "password2")
