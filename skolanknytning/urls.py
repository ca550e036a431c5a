"""All addresses. What a person may reach by them is decided in ``skola.behorighet``."""

from allauth.account import views as konto
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path, register_converter

from skolanknytning.skola.kod import KodKonverterare

register_converter(KodKonverterare, "kod")

# Of allauth's pages only these: no one signs up, and e-mail addresses are the administrator's to change.
konto_urls = [
    path("logga-in/", login_not_required(konto.login), name="account_login"),
    path("logga-ut/", konto.logout, name="account_logout"),
    path("losenord/", konto.password_change, name="account_change_password"),
    path("losenord/glomt/", login_not_required(konto.password_reset), name="account_reset_password"),
    path("losenord/skickat/", login_not_required(konto.password_reset_done), name="account_reset_password_done"),
    # The key has a hyphen of its own, so the first one ends the id. allauth asks for the address of the id "UID".
    re_path(
        r"^losenord/nytt/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[^/]+)/$",
        login_not_required(konto.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "losenord/klart/",
        login_not_required(konto.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns = [
    path("", include("skolanknytning.start.urls")),
    path("konto/", include(konto_urls)),
    path("", include("skolanknytning.skola.urls")),
    path("", include("kartlaggning.urls")),
    path("", include("analys.urls")),
    path("", include("handlingsplan.urls")),
]

handler400 = "skolanknytning.start.views.fel_400"
handler403 = "skolanknytning.start.views.fel_403"
handler404 = "skolanknytning.start.views.fel_404"
handler500 = "skolanknytning.start.views.fel_500"
