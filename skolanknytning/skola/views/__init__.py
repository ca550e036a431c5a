"""Thin views: get object → form → rule → render."""


def skickat(request) -> tuple:
    """What a form is bound to: nothing until it is sent, then what was sent, even when that is empty."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)
