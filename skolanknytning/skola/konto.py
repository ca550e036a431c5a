"""Accounts: by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect

from skolanknytning.logg.models import Handling

from .models import Personal
from .regler.personal import anteckna_eget


class Kontoadapter(DefaultAccountAdapter):
    """No one signs up; accounts are made by a school's administrator and opened with a one-time link."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "E-postadressen och lösenordet hör inte ihop. Kontrollera båda och försök igen.",
        "too_many_login_attempts": "För många försök som inte lyckades. Vänta fem minuter och försök igen.",
        "invalid_password_reset": "Länken gäller inte längre. Be om en ny.",
        "enter_current_password": "Skriv ditt nuvarande lösenord.",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def login(self, request, user: Personal) -> None:
        """Log in, and say so in the log of every school the person works at."""
        super().login(request, user)
        anteckna_eget(user, Handling.LOGGADE_IN, "i programmet")

    @transaction.atomic
    def set_password(self, user: Personal, password: str) -> None:
        """Keep a password that was changed or, by a link sent by e-mail, chosen anew; and say so in the log."""
        super().set_password(user, password)
        glomt = self.request.resolver_match.url_name == "account_reset_password_from_key"
        anteckna_eget(user, Handling.ANDRADE, "sitt lösenord, med länk i mejl" if glomt else "sitt lösenord")

    def respond_user_inactive(self, request, user):
        messages.error(request, "Kontot är avstängt. Kontakta skolans administratör om du ska ha tillgång.")
        return redirect("account_login")

    def get_password_change_redirect_url(self, request) -> str:
        return self.get_login_redirect_url(request)

    def format_email_subject(self, subject: str) -> str:
        return f"Skolanknytning: {subject}"
