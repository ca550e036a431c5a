"""Thin views: get object → form → rule → render."""


def valt_lasar(text: str, alla: list[int]) -> int | None:
    """The läsår that a request names, when it is one of those there are."""
    return next((ar for ar in alla if str(ar) == text), None)


def skickat(request) -> tuple:
    """What a form is bound to: nothing until it is sent, then what was sent, even when that is empty."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
