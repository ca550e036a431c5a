"""Staff: accounts by invitation, roles, and leaving the school."""

import hashlib
import secrets
import smtplib
from collections.abc import Iterable
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from skolanknytning.logg.models import Handling
from skolanknytning.logg.regler import anteckna

from .. import urval
from ..models import Inbjudan, Mentorskap, Personal, Roll, Skola, Tjanst
from . import OgiltigError, en_i_taget

INBJUDAN_GALLER = timedelta(days=14)
UPPTAGEN = "Någon annan använde e-postadressen i samma stund. Se efter i listan över personal och försök igen."


# --- Invitations ------------------------------------------------------------------------------------------


def digest(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def bjud_in(person: Personal, skola: Skola, *, av: Personal) -> str:
    """A new one-time link's token, valid for 14 days; earlier unused ones stop working. It is never kept."""
    Inbjudan.objects.filter(personal=person, anvand__isnull=True).delete()
    token = secrets.token_urlsafe(32)
    Inbjudan.objects.create(personal=person, digest=digest(token), galler_till=timezone.now() + INBJUDAN_GALLER)
    anteckna(av, Handling.SKAPADE, person, f"en ny engångslänk till {person}", skola_kod=skola.kod)
    return token


@transaction.atomic
def anvand_inbjudan(inbjudan: Inbjudan, losenord: str) -> Personal:
    """Set the password with a link that is then used up. OgiltigError when somebody else just used it."""
    anvandes = Inbjudan.objects.filter(pk=inbjudan.pk, anvand__isnull=True).update(anvand=timezone.now())
    if not anvandes:
        raise OgiltigError("Länken är redan använd.")
    person = inbjudan.personal
    person.set_password(losenord)
    person.save(update_fields=["password"])
    anteckna_eget(person, Handling.ANDRADE, "sitt lösenord, med engångslänk")
    return person


def anteckna_eget(person: Personal, handling: Handling, text: str) -> None:
    """Write what a person did with their own account in the log of every school they work at."""
    for kod in Skola.objects.filter(tjanster__personal=person).distinct().values_list("kod", flat=True):
        anteckna(person, handling, person, text, skola_kod=kod)


def mejla_inbjudan(person: Personal, skola: Skola, lank: str) -> bool:
    """Send the link where the program can send e-mail; whether it was sent."""
    if not settings.EMAIL_HOST:
        return False
    text = render_to_string("skola/epost/inbjudan.txt", {"person": person, "skola": skola, "lank": lank})
    try:
        send_mail("Välkommen till Skolanknytning", text, settings.DEFAULT_FROM_EMAIL, [person.email])
    except (OSError, smtplib.SMTPException):
        return False
    return True


# --- Staff of a school ------------------------------------------------------------------------------------


@transaction.atomic
def lagg_till(skola: Skola, *, namn: str, epost: str, roller: Iterable[str], av: Personal) -> Personal:
    """A person with roles at the school.

    Somebody who already has an account keeps their name, password and what another school has sent them.
    """
    en_i_taget(skola.pk)
    epost = epost.strip().lower()
    person = Personal.objects.filter(email=epost).first()
    if person and Tjanst.objects.filter(personal=person, skola=skola).exists():
        raise OgiltigError("Det finns redan någon med den e-postadressen på skolan. Ändra rollerna för den personen.")
    if person is None:
        person = _nytt_konto(epost, namn)
    elif not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
    roller = _ordnade(roller)
    Tjanst.objects.bulk_create(Tjanst(personal=person, skola=skola, roll=r) for r in roller)
    anteckna(av, Handling.SKAPADE, person, f"{person}: {_text(roller)}", skola_kod=skola.kod)
    return person


def _nytt_konto(epost: str, namn: str) -> Personal:
    """A new account; OgiltigError when another school made it in the same moment."""
    try:
        with transaction.atomic():
            return Personal.objects.create_user(epost, namn)
    except IntegrityError as fel:
        raise OgiltigError(UPPTAGEN) from fel


@transaction.atomic
def andra_roller(person: Personal, skola: Skola, roller: Iterable[str], *, av: Personal) -> None:
    """The person's roles at the school, from the next request on. The school keeps an administrator."""
    roller = _ordnade(roller)
    if not roller:
        raise OgiltigError("Välj minst en roll, eller avsluta personens tillgång längre ner.")
    en_i_taget(skola.pk)
    forr = _ordnade(urval.roller_vid(person, skola))
    if roller == forr:
        return
    if Roll.ADMINISTRATOR not in roller:
        _krav_pa_annan_administrator(person, skola)
    Tjanst.objects.filter(personal=person, skola=skola).exclude(roll__in=roller).delete()
    Tjanst.objects.bulk_create(Tjanst(personal=person, skola=skola, roll=r) for r in roller if r not in forr)
    if Roll.MENTOR not in roller:
        Mentorskap.objects.filter(personal=person, klass__skola=skola).delete()
    text = f"roller för {person}: {_text(roller)} (förut {_text(forr)})"
    anteckna(av, Handling.ANDRADE, person, text, skola_kod=skola.kod)


@transaction.atomic
def andra_konto(person: Personal, *, namn: str, epost: str, av: Personal, skola: Skola) -> None:
    """The name and e-mail a person logs in with. Whether ``av`` may is ``behorighet.far_styra_konto``."""
    epost = epost.strip().lower()
    if Personal.objects.filter(email=epost).exclude(pk=person.pk).exists():
        raise OgiltigError("E-postadressen används redan av ett annat konto.")
    andrade = [vad for vad, nytt, nu in [("namn", namn, person.namn), ("e-post", epost, person.email)] if nytt != nu]
    if not andrade:
        return
    person.namn, person.email = namn, epost
    try:
        with transaction.atomic():
            person.save(update_fields=["namn", "email"])
    except IntegrityError as fel:
        raise OgiltigError(UPPTAGEN) from fel
    # The old address must not be able to ask for a new password.
    EmailAddress.objects.filter(user=person).exclude(email=epost).delete()
    anteckna(av, Handling.ANDRADE, person, f"{person}: {', '.join(andrade)}", skola_kod=skola.kod)


@transaction.atomic
def avsluta(person: Personal, skola: Skola, *, av: Personal) -> int:
    """The person no longer works at the school: roles and mentorskap end, and the account closes if it was
    the last.

    Protected pupils whom only this person could see are handed to ``av``. Returns how many they were.
    """
    _krav_pa_annan_administrator(person, skola)
    arvda = list(urval.ensam_om_att_se(person, skola))
    for elev in arvda:
        elev.far_se.add(av)
    person.ser_skyddade.remove(*person.ser_skyddade.filter(skola=skola))
    Mentorskap.objects.filter(personal=person, klass__skola=skola).delete()
    Tjanst.objects.filter(personal=person, skola=skola).delete()
    if not person.tjanster.exists():
        person.is_active = False
        person.save(update_fields=["is_active"])
        Inbjudan.objects.filter(personal=person, anvand__isnull=True).delete()
    text = f"tillgången till skolan för {person}"
    text += f"; {av} får se de skyddade elever som bara {person} fick se" if arvda else ""
    anteckna(av, Handling.TOG_BORT, person, text, skola_kod=skola.kod)
    return len(arvda)


def _krav_pa_annan_administrator(person: Personal, skola: Skola) -> None:
    """OgiltigError when the person is the school's only administrator."""
    # So that two administrators cannot take away each other at the same time.
    en_i_taget(skola.pk)
    administratorer = Tjanst.objects.filter(skola=skola, roll=Roll.ADMINISTRATOR, personal__is_active=True)
    if not administratorer.exclude(personal=person).exists() and administratorer.exists():
        raise OgiltigError(
            f"{person} är skolans enda administratör. Ge först någon annan den rollen, annars kan ingen sköta skolan."
        )


def _ordnade(roller: Iterable[str]) -> list[str]:
    roller = set(roller)
    return [r for r in Roll.values if r in roller]


def _text(roller: Iterable[str]) -> str:
    return ", ".join(Roll(r).label.lower() for r in roller) or "ingen roll"
