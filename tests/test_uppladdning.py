"""What is too large, and what a browser keeps."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from skolanknytning.uppladdning import LANGST, StorlekMiddleware

from .klient import utan_nycklar


def test_for_stort_besvaras_utan_att_lasas():
    def far_inte_nas(request):
        raise AssertionError("förfrågan lästes")

    forfragan = RequestFactory().post("/konto/logga-in/", b"", content_type="text/plain")
    forfragan.META["CONTENT_LENGTH"] = str(LANGST + 1)
    svar = StorlekMiddleware(far_inte_nas)(forfragan)
    assert svar.status_code == 413
    assert "högst 1 MB" in svar.content.decode()


def test_det_som_ryms_slapps_igenom():
    forfragan = RequestFactory().post("/", b"x" * 1000, content_type="text/plain")
    assert StorlekMiddleware(lambda _: HttpResponse("framme"))(forfragan).content == b"framme"


def test_meddelanden_ligger_aldrig_i_en_kaka(varld, logga_in):
    """A message may name a pupil, and a cookie outlives the log-out."""
    assert settings.MESSAGE_STORAGE.endswith("SessionStorage")
    klient: Client = logga_in(varld.administrator)
    svar = klient.post(
        reverse("elev_ny", args=[varld.klass.kod]), {"fornamn": "Zeta", "efternamn": "Xi", "klass": varld.klass.kod}
    )
    assert svar.status_code == 302
    assert set(klient.cookies) <= {"sessionid", "csrftoken"}
    klient.logout()
    html = utan_nycklar(klient.get(reverse("account_login")))
    assert "Zeta" not in html


@pytest.mark.parametrize("uid", ["%00", "%00-x", "å", "x" * 14])
def test_en_aterstallningslank_som_inte_ar_var_finns_inte(client, db, uid):
    assert client.get(f"/konto/losenord/nytt/{uid}-abc/").status_code == 404
