"""What the forms of a meeting's parts have in common."""

from html import escape

from ..visning import Visning


def dolt(visning: Visning, del_: str, **mer: str) -> str:
    """The hidden fields of every form: the token, the part it stands in, and what it is about: our own keys and koder.

    Nothing that anybody has written is among them, and so nothing is escaped.
    """
    falt = "".join(f'<input type="hidden" name="{namn}" value="{varde}">' for namn, varde in mer.items())
    return (
        f'<input type="hidden" name="csrfmiddlewaretoken" value="{visning.csrf}">'
        f'<input type="hidden" name="del" value="{del_}">{falt}'
    )


def stycke(text: str) -> str:
    """A free text as a paragraph's content."""
    return escape(text).replace("\n", "<br>")


def fraga(id_: str, ord_: str, fragan: str, formular: str, klass: str = "") -> str:
    """A question before something is taken away, folded under its own name: it works without JavaScript too."""
    return (
        f'<details class="sakert {klass}" id="{id_}"><summary>{ord_}</summary>'
        f'<div class="sakert-ruta"><p>{fragan}</p>{formular}</div></details>'
    )
