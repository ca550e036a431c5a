"""Before classes are moved up the administrator is told of rounds that are under way."""

from django.urls import reverse

from kartlaggning import regler
from kartlaggning.regler import individ
from skolanknytning.skola.models import idag


def granska(logga_in, varld, **vagar: str) -> str:
    """The preview of what is chosen for 7A (``klass``) and 7B (``annan_klass``)."""
    data = {"lasar": str(varld.klass.lasar)} | {f"vag-{getattr(varld, k).kod}": vag for k, vag in vagar.items()}
    svar = logga_in(varld.administrator).post(reverse("skola_nytt_lasar", args=[varld.skola.kod]), data)
    return svar.content.decode()


def test_a_round_under_way_is_told_of(varld, logga_in):
    regler.starta(varld.klass, av=varld.mentor, datum=idag())
    html = granska(logga_in, varld, klass="upp", annan_klass="upp")
    assert "7A har en kartläggning som pågår. Be klassens mentorer stänga den före flytten" in html
    assert "blir kvar hos klassen i 2026/27." in html


def test_several_are_named(varld, logga_in):
    regler.starta(varld.annan_klass, av=varld.annan_mentor, datum=idag())
    regler.starta(varld.klass, av=varld.mentor, datum=idag())
    assert "kartläggningar som pågår: 7A, 7B. Be mentorerna" in granska(logga_in, varld, klass="upp", annan_klass="ut")


def test_nothing_is_said_of_what_is_closed_left_alone_or_about_a_pupil(varld, logga_in):
    regler.stang(regler.starta(varld.klass, av=varld.mentor, datum=idag()), av=varld.mentor, skal="prov")
    individ.starta(varld.elever[0], av=varld.mentor, datum=idag())
    regler.starta(varld.annan_klass, av=varld.annan_mentor, datum=idag())
    html = granska(logga_in, varld, klass="upp", annan_klass="inte")
    assert "Flytta klasserna" in html
    assert "pågår. Be" not in html
    assert "som pågår" not in html
