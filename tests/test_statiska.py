"""What drift and demo serve: every static file that a page names stands among those that are collected.

The other tests use plain static files, where a missing one is merely missing; the digest storage of drift and
demo refuses the whole page.
"""

import re
from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from skolanknytning.statiska import Statiklager

ROT = Path(__file__).resolve().parent.parent
NAMN = re.compile(r"""{%\s*static\s+['"]([^'"]+)['"]""")
HTMX = {"django_htmx/htmx-2.min.js", "django_htmx/django-htmx.js"}  # by {% htmx_script %}


class Okomprimerat(Statiklager):
    """The storage of drift and demo, less the compression, which takes seconds and changes no name."""

    def compress_files(self, paths):
        return iter(())


def namngivna(mapp: Path) -> set[str]:
    """The static files that templates under a folder name."""
    return {namn for mall in mapp.rglob("*.html") for namn in NAMN.findall(mall.read_text())}


def test_the_pages_files_are_collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": f"{__name__}.{Okomprimerat.__name__}"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    samlade = set(staticfiles_storage.hashed_files)
    sokta = namngivna(ROT / "templates") | HTMX
    assert "bootstrap/bootstrap.min.css" in sokta
    assert sokta - samlade == set()


def test_a_page_that_names_a_file_is_read(tmp_path):
    (tmp_path / "sida.html").write_text("""{% load static %}<link href="{% static 'css/a.css' %}">""")
    assert namngivna(tmp_path) == {"css/a.css"}
