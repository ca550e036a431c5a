"""Who may do what: every address × role × own class, other class, other school. Written from the requirements, by hand.

A profile says for each role what happens with an object of the mentors' own class, of another class of the school,
and of the neighbour school: ``j`` may, ``n`` may not (403), ``b`` does not know that it exists (404). Who has not
logged in is always sent to the log-in page, but for the few addresses with ``anonym``.
"""

from dataclasses import dataclass, field

PLATSER = ("egen klass", "annan klass", "annan skola")
ROLLER = ("mentor", "mentor2", "annan_mentor", "elevhalsa", "rektor", "administrator", "utanfor")

Profil = dict[str, str]


def profil(*, mentor, annan="njb", elevhalsa, rektor, administrator, utanfor, mentor2=None) -> Profil:
    """The roles in order; both mentors of the class are alike unless said otherwise."""
    return dict(zip(ROLLER, (mentor, mentor2 or mentor, annan, elevhalsa, rektor, administrator, utanfor), strict=True))


# What stands in krav.md, one line a kind of thing.
ALLA = profil(mentor="jjj", annan="jjj", elevhalsa="jjj", rektor="jjj", administrator="jjj", utanfor="jjj")
KLASS = profil(mentor="jnb", elevhalsa="jjb", rektor="jjb", administrator="jjb", utanfor="bbj")
FARGER = profil(mentor="jnb", elevhalsa="nnb", rektor="jjb", administrator="nnb", utanfor="bbj")
SAMMANSTALLNING = profil(mentor="jnb", elevhalsa="jjb", rektor="jjb", administrator="nnb", utanfor="bbj")
BEDOMA = profil(mentor="jnb", elevhalsa="nnb", rektor="nnb", administrator="nnb", utanfor="bbj")
KLASSLISTA = profil(mentor="jnb", elevhalsa="nnb", rektor="nnb", administrator="jjb", utanfor="bbj")
NY_KLASSLISTA = profil(mentor="jjb", annan="jjb", elevhalsa="nnb", rektor="nnb", administrator="jjb", utanfor="bbj")
ADMINISTRATION = profil(mentor="nnb", annan="nnb", elevhalsa="nnb", rektor="nnb", administrator="jjb", utanfor="bbn")
LOGG = profil(mentor="nnb", annan="nnb", elevhalsa="nnb", rektor="jjb", administrator="nnb", utanfor="bbn")
# What belongs to one person: a preview they made, a protected pupil they are named for.
EGET = profil(
    mentor="jbb", mentor2="bbb", annan="bjb", elevhalsa="bbb", rektor="bbb", administrator="bbb", utanfor="bbj"
)


@dataclass(frozen=True)
class Rad:
    """What an address answers those who may: to GET and to POST with ``data``; None where the method is not for it.

    ``objekt`` names what the address is about (see ``tests.test_atkomst``), ``mer`` is the rest of it. ``anonym`` are
    the answers to GET and POST where log-in is not needed.
    """

    objekt: str = ""
    get: Profil | None = None
    post: Profil | None = None
    ok_get: int = 200
    ok_post: int = 302
    mer: dict = field(default_factory=dict)
    fraga: str = ""
    data: dict = field(default_factory=dict)
    anonym: tuple[int, int] | None = None
    htmx: bool = False


DATUM = {"datum": "2026-11-20"}
TEXT = {"text": "Lugn grupp.", "ersatter": "0"}
TABELL = {
    # --- start
    "start": Rad(get=ALLA),
    "om": Rad(get=ALLA, post=ALLA, ok_post=200, anonym=(200, 200)),
    "tillganglighet": Rad(get=ALLA, post=ALLA, ok_post=200, anonym=(200, 200)),
    "session_forlang": Rad(post=ALLA, ok_post=204),
    # --- konto: whoever has logged in is sent on from the log-in page
    "account_login": Rad(get=ALLA, post=ALLA, ok_get=302, anonym=(200, 200)),
    "account_logout": Rad(get=ALLA, post=ALLA, anonym=(302, 302)),
    "account_change_password": Rad(get=ALLA, post=ALLA, ok_post=200),
    "account_reset_password": Rad(get=ALLA, post=ALLA, ok_post=200, anonym=(200, 200)),
    "account_reset_password_done": Rad(get=ALLA, post=None, anonym=(200, 405)),
    "account_reset_password_from_key": Rad(
        get=ALLA, post=ALLA, ok_post=200, mer={"uidb36": "1", "key": "fel"}, anonym=(200, 200)
    ),
    "account_reset_password_from_key_done": Rad(get=ALLA, post=None, anonym=(200, 405)),
    # --- kartlaggning
    "klass": Rad("klass", get=KLASS),
    "kartlaggning_starta": Rad("klass", get=BEDOMA, post=BEDOMA, data=DATUM),
    "kartlaggning_blankett": Rad("klass", get=FARGER),
    "blankett_tom": Rad(get=ALLA),
    "kartlaggning": Rad("runda", get=FARGER),
    "kartlaggning_markera": Rad("runda", post=BEDOMA, ok_post=200, data={"sedan": "0", "marken": "[]"}, htmx=True),
    "kartlaggning_nytt": Rad("runda", get=FARGER, ok_get=204, fraga="?sedan=0", htmx=True),
    "kartlaggning_pastaende": Rad("runda", get=FARGER, post=BEDOMA, mer={"nummer": 1}),
    "kartlaggning_anteckning": Rad("runda", get=BEDOMA, post=BEDOMA, mer={"falt": "reflektion"}, data=TEXT),
    "anteckning_versioner": Rad("runda", get=FARGER, mer={"falt": "reflektion"}),
    "kartlaggning_stang": Rad("runda", get=BEDOMA, post=BEDOMA, data={"skal": "Ni är nya."}),
    "kartlaggning_oppna": Rad("runda", post=BEDOMA),
    "kartlaggning_sammanstallning": Rad("runda", get=SAMMANSTALLNING),
    "kartlaggning_utskrift": Rad("runda", get=FARGER),
    "kartlaggning_pdf": Rad("runda", get=FARGER),
    "kartlaggning_xlsx": Rad("runda", get=FARGER),
    # --- skola
    "skola_administration": Rad("skola", get=ADMINISTRATION),
    "skola_installningar": Rad("skola", get=ADMINISTRATION, post=ADMINISTRATION, ok_post=200),
    "skola_nytt_lasar": Rad("skola", get=ADMINISTRATION, post=ADMINISTRATION, ok_post=200),
    "skola_logg": Rad("skola", get=LOGG),
    "klass_lista": Rad("skola", get=ADMINISTRATION),
    "klass_ny": Rad("skola", get=ADMINISTRATION, post=ADMINISTRATION, ok_post=200),
    "klass_uppgifter": Rad("klass", get=ADMINISTRATION),
    "klass_andra": Rad("klass", get=ADMINISTRATION, post=ADMINISTRATION, ok_post=200),
    # The classes of the table have been judged, and so cannot be removed.
    "klass_ta_bort": Rad("klass", get=ADMINISTRATION, post=ADMINISTRATION, ok_post=409),
    "elev_ny": Rad("klass", get=ADMINISTRATION, post=ADMINISTRATION, ok_post=200),
    "elev_uppgifter": Rad("elev", get=ADMINISTRATION),
    "elev_andra": Rad("elev", get=ADMINISTRATION, post=ADMINISTRATION, ok_post=200),
    "elev_placera": Rad("elev", post=ADMINISTRATION, ok_post=422),
    "elev_lamna": Rad("elev_i_klass", post=ADMINISTRATION),
    "elev_sluta": Rad("elev", get=ADMINISTRATION, post=ADMINISTRATION),
    "elev_skydd": Rad("skyddad", get=EGET, post=EGET, ok_post=200),
    "personal_lista": Rad("skola", get=ADMINISTRATION),
    "personal_ny": Rad("skola", get=ADMINISTRATION, post=ADMINISTRATION, ok_post=200),
    "personal_uppgifter": Rad("personal", get=ADMINISTRATION),
    "personal_roller": Rad("personal", post=ADMINISTRATION, ok_post=422),
    "personal_konto": Rad("personal", post=ADMINISTRATION, ok_post=422),
    "personal_lank": Rad("personal", post=ADMINISTRATION, ok_post=200),
    "personal_avsluta": Rad("personal", get=ADMINISTRATION, post=ADMINISTRATION),
    "inbjudan": Rad("inbjudan", get=ALLA, post=ALLA, ok_post=200, anonym=(200, 200)),
    "klasslista_las_in": Rad("skola", get=NY_KLASSLISTA, post=NY_KLASSLISTA, ok_post=422),
    "klass_las_in": Rad("klass", get=KLASSLISTA, post=KLASSLISTA, ok_post=422),
    "inlasning_granska": Rad("inlasning", get=EGET, post=EGET, ok_post=200),
    "inlasning_avbryt": Rad("inlasning", post=EGET),
}
