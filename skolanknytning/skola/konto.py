"""Accounts: by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter


class Kontoadapter(DefaultAccountAdapter):
    """No one signs up; accounts are made by a school's administrator and opened with a one-time link."""

    def is_open_for_signup(self, request) -> bool:
        return False
