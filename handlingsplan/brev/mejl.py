"""The letter as an e-mail: the same in plain text and in HTML, without pictures or anything that tells it was read."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from .innehall import Brev


def text(brev: Brev, adress: str) -> str:
    """The letter in plain text. ``adress`` is the program's own."""
    return render_to_string("handlingsplan/brev.txt", _kontext(brev, adress))


def mejl(brev: Brev, adress: str) -> EmailMultiAlternatives:
    """The letter, to be sent."""
    post = EmailMultiAlternatives(
        brev.amne,
        text(brev, adress),
        settings.DEFAULT_FROM_EMAIL,
        [brev.epost],
        headers={
            "List-Unsubscribe": f"<{adress}{reverse('paminnelser')}>",
            # So that nobody's absence is answered back.
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "OOF, AutoReply",
            "Content-Language": "sv",
        },
    )
    post.attach_alternative(render_to_string("handlingsplan/brev.html", _kontext(brev, adress)), "text/html")
    return post


def _kontext(brev: Brev, adress: str) -> dict:
    return {"brev": brev, "adress": adress, "paminnelser": f"{adress}{reverse('paminnelser')}"}
