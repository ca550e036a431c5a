"""The test client finds what it looks for: each rule shown to fail, and a good page to pass."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.urls import path

from skolanknytning.skola.models import Skola

from .htmlgranskning import granska
from .klient import HTMX, skriven_tabell, utan_nycklar

SIDA = """<!doctype html><html lang="sv"><head><title>Sidan</title></head>
<body><h1 id="r">Sidan</h1>{}</body></html>"""
BRA = """<p aria-labelledby="r">Text</p><label for="f">Fält</label><input id="f"><img src="/a.svg" alt="">
<script src="/a.js"></script><script type="application/json">{"a": 1}</script><a href="https://exempel.test/">ut</a>
<form method="post" action="/b/" hx-post="/b/"><input type="hidden" name="csrfmiddlewaretoken"></form>
<form></form><form novalidate><input name="n"></form><form><select name="s"></select></form>"""
UTAN_NOVALIDATE = "formulär utan novalidate: webbläsaren svarar själv på"


@login_not_required
def visa(request):
    """Answers with the page that the test asks for."""
    return HttpResponse(request.GET["html"], content_type=request.GET.get("typ", "text/html; charset=utf-8"))


def skriv(request):
    """Writes, whatever the method."""
    Skola.objects.create(namn="Ny")
    return HttpResponse("klart", content_type="text/plain")


def sessionen(request):
    """Writes only what reading may write."""
    request.session["a"] = 1
    return HttpResponse("klart", content_type="text/plain")


def sparas(request):
    """Lets the browser keep the answer, past the middleware."""
    svar = HttpResponse("klart", content_type="text/plain")
    svar.headers = _Fast(svar.headers)
    return svar


class _Fast(dict):
    """A head in which the cache rule cannot be changed."""

    def __setitem__(self, namn, varde):
        super().__setitem__(namn, "max-age=60" if namn == "Cache-Control" else varde)


urlpatterns = [path(f"{v.__name__}/", v) for v in (visa, skriv, sessionen, sparas)]


def test_a_good_page_has_no_faults():
    assert granska(SIDA.replace("{}", BRA)) == []


@pytest.mark.parametrize(
    ("inslag", "fel"),
    [
        ("{{ namn }}", "mallkod kvar: {{"),
        ("{% if %}", "mallkod kvar: {%"),
        ("<p title='{# x #}'></p>", "mallkod kvar: {#"),
        ("<script>alert(1)</script>", "<script> med kod i sidan: alert(1)"),
        ("<script type='module'>a()</script>", "<script> med kod i sidan: a()"),
        ("<button onclick='a()'></button>", "<button> med hanteraren onclick"),
        ("<button hx-on:click='a()'></button>", "<button> med hanteraren hx-on:click"),
        ("<a href='javascript:a()'></a>", "<a> med href=javascript:"),
        ("<p style='color: red'></p>", "<p> med style"),
        ("<style>p {}</style>", "<style> i sidan"),
        ("<h1>En till</h1>", "sidan har 2 h1"),
        ("<p id='r'></p>", "id r finns 2 gånger"),
        ("<form method='post' action='/a/'></form>", "formulär utan csrf-token: /a/"),
        ("<form hx-post='/a/'></form>", "htmx-formulär som inte fungerar utan htmx: /a/"),
        ("<form><textarea name='t'></textarea></form>", f"{UTAN_NOVALIDATE} t"),
        ("<form><input name='n'></form>", f"{UTAN_NOVALIDATE} n"),
        (
            "<form><input type='radio' name='r' required></form>",
            "formulär utan novalidate: webbläsaren svarar själv på r",
        ),
        ("<label for='x'>X</label>", "label for pekar på x, som inte finns"),
        ("<p aria-describedby='r x'></p>", "p aria-describedby pekar på x, som inte finns"),
        ("<a hx-get='/a/'>a</a>", "htmx-länk utan href"),
        ("<img src='/a.png'>", "<img> utan alt"),
        (
            "<img src='//exempel.test/a.png' alt=''>",
            "<img> hämtar från en annan webbplats: //exempel.test/a.png",
        ),
        ("<p><b></p></b>", "</p> stänger inte det som är öppet: body p b"),
    ],
)
def test_each_fault_is_found(inslag, fel):
    assert fel in granska(SIDA.replace("{}", inslag))


@pytest.mark.parametrize(
    ("fran", "till", "fel"),
    [
        ('lang="sv"', "", '<html> utan lang="sv"'),
        ('lang="sv"', 'lang="en"', '<html> utan lang="sv"'),
        ("<title>Sidan</title>", "<title> </title>", "sidan har ingen titel"),
        ("<h1", "<h2", "sidan har 0 h1"),
        ("</body></html>", "", "<body> stängs aldrig"),
        ("<html", "<div", "sidan har inte ett <html>"),
    ],
)
def test_a_faulty_frame_is_found(fran, till, fel):
    assert fel in granska(SIDA.replace("{}", "").replace(fran, till))


def test_a_part_may_point_out_of_itself_but_not_be_broken():
    assert granska("<p aria-labelledby='utanfor'>Del</p>") == []
    assert granska("<p id='a'></p><p id='a'></p>") == ["id a finns 2 gånger"]


@pytest.mark.parametrize(
    ("sql", "tabell"),
    [
        ('SELECT "a" FROM "skola_elev" FOR UPDATE', None),
        ("SAVEPOINT a", None),
        ("PRAGMA table_info(x)", None),
        ('INSERT INTO "skola_elev" ("id") VALUES (1)', "skola_elev"),
        ('INSERT OR IGNORE INTO "skola_elev" VALUES (1)', "skola_elev"),
        ('UPDATE "skola_elev" SET "a" = 1', "skola_elev"),
        ("  delete from skola_elev", "skola_elev"),
        ('WITH x AS (SELECT 1) UPDATE "skola_elev" SET a = 1', "skola_elev"),
        ('DROP TABLE "skola_elev"', "skola_elev"),
    ],
)
def test_a_writing_statement_is_recognised(sql, tabell):
    assert skriven_tabell(sql) == tabell


@pytest.mark.urls(__name__)
class TestTheClient:
    def test_it_passes_a_good_page(self, klient):
        assert klient.get("/visa/", {"html": SIDA.replace("{}", BRA)}).status_code == 200

    def test_it_fails_a_faulty_page(self, klient):
        with pytest.raises(AssertionError, match=r"GET /visa/: <p> med style"):
            klient.get("/visa/", {"html": SIDA.replace("{}", "<p style='a'></p>")})

    def test_it_fails_a_part_unless_htmx_asks(self, klient):
        with pytest.raises(AssertionError, match="en del av en sida"):
            klient.get("/visa/", {"html": "<p></p>"})
        assert klient.get("/visa/", {"html": "<p></p>"}, headers=HTMX).status_code == 200

    def test_it_reads_only_html_as_html(self, klient):
        assert klient.get("/visa/", {"html": "<p style=''>", "typ": "text/plain"}).status_code == 200

    def test_it_fails_a_get_that_writes(self, logga_in, varld):
        with pytest.raises(AssertionError, match="läsning skriver till skola_skola"):
            logga_in(varld.mentor).get("/skriv/")
        with pytest.raises(AssertionError, match="läsning skriver till skola_skola"):
            logga_in(varld.mentor).get("/skriv/", headers=HTMX)
        assert logga_in(varld.mentor).post("/skriv/").status_code == 200

    def test_it_lets_a_get_write_the_session(self, logga_in, varld):
        assert logga_in(varld.mentor).get("/sessionen/").status_code == 200

    def test_it_fails_what_a_browser_may_keep(self, logga_in, varld):
        with pytest.raises(AssertionError, match="Cache-Control"):
            logga_in(varld.mentor).get("/sparas/")

    def test_it_fails_a_loose_policy(self, klient, settings):
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": {"style-src": ["'unsafe-inline'"]}}
        with pytest.raises(AssertionError, match="Content-Security-Policy"):
            klient.get("/visa/", {"html": SIDA})

    def test_it_leaves_the_database_open_afterwards(self, logga_in, varld):
        logga_in(varld.mentor).get("/sessionen/")
        assert connection.execute_wrappers == []


def test_tokens_are_left_out_of_what_tests_search(logga_in, varld):
    svar = logga_in(varld.mentor).get("/")
    token = svar.context["csrf_token"]
    assert str(token) in svar.content.decode()
    html = utan_nycklar(svar)
    assert str(token) not in html
    assert 'name="csrfmiddlewaretoken" value=""' in html
    assert '{"X-CSRFToken": ""}' in html
