"""What is too large to be anything of ours is turned away before it is read."""

from django.http import HttpRequest, HttpResponse

# A class list or a workbook may be 1 MB, a batch of marks 2 MB; the rest is the form around them.
LANGST = 4 * 1024 * 1024


class StorlekMiddleware:
    """Answer 413 to a request that says it is larger than the program's largest form, whoever sends it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if int(request.META.get("CONTENT_LENGTH") or 0) > LANGST:
            text = "Filen är för stor. Den får vara högst 1 MB. Gå tillbaka och välj en mindre fil."
            return HttpResponse(text, status=413, content_type="text/plain; charset=utf-8")
        return self.get_response(request)
