"""Who may do what: every address × role × own class, other class, other school. Written from the requirements, by hand.

A profile says for each role what happens with an object of the mentors' own class, of another class of the school,
and of the neighbour school: ``j`` may, ``n`` may not (403), ``b`` does not know that it exists (404). Who has not
logged in is always sent to the log-in page, but for the few addresses with ``anonym``. An address that is about more
than one kind of thing has a row for each, told apart by what stands after ``#``.
"""

from dataclasses import dataclass, field

PLATSER = ("egen klass", "annan klass", "annan skola")
ROLLER = ("mentor", "mentor2", "annan_mentor", "larare", "elevhalsa", "rektor", "administrator", "utanfor")

Profil = dict[str, str]


def profil(*, mentor, annan="njb", larare="nnb", elevhalsa, rektor, administrator, utanfor, mentor2=None) -> Profil:
    """The roles in order; both mentors of the class are alike unless said otherwise."""
    alla = (mentor, mentor2 or mentor, annan, larare, elevhalsa, rektor, administrator, utanfor)
    return dict(zip(ROLLER, alla, strict=True))


# What stands in krav.md, one line a kind of thing.
ALLA = profil(
    mentor="jjj", annan="jjj", larare="jjj", elevhalsa="jjj", rektor="jjj", administrator="jjj", utanfor="jjj"
)
KLASS = profil(mentor="jnb", elevhalsa="jjb", rektor="jjb", administrator="jjb", utanfor="bbj")
FARGER = profil(mentor="jnb", elevhalsa="nnb", rektor="jjb", administrator="nnb", utanfor="bbj")
SAMMANSTALLNING = profil(mentor="jnb", elevhalsa="jjb", rektor="jjb", administrator="nnb", utanfor="bbj")
BEDOMA = profil(mentor="jnb", elevhalsa="nnb", rektor="nnb", administrator="nnb", utanfor="bbj")
KLASSLISTA = profil(mentor="jnb", elevhalsa="nnb", rektor="nnb", administrator="jjb", utanfor="bbj")
NY_KLASSLISTA = profil(mentor="jjb", annan="jjb", elevhalsa="nnb", rektor="nnb", administrator="jjb", utanfor="bbj")
ADMINISTRATION = profil(mentor="nnb", annan="nnb", elevhalsa="nnb", rektor="nnb", administrator="jjb", utanfor="bbn")
LOGG = profil(mentor="nnb", annan="nnb", elevhalsa="nnb", rektor="jjb", administrator="nnb", utanfor="bbn")
# The school's numbers, and the analysis of it.
SKOLNIVA = profil(mentor="nnb", annan="nnb", elevhalsa="jjb", rektor="jjb", administrator="nnb", utanfor="bbn")
# What belongs to one person: a preview they made, a protected pupil they are named for.
EGET = profil(
    mentor="jbb",
    mentor2="bbb",
    annan="bjb",
    larare="bbb",
    elevhalsa="bbb",
    rektor="bbb",
    administrator="bbb",
    utanfor="bbj",
)
# One pupil: the mentors of now, the rektor, and elevhälsan when an individual kartläggning is proposed or made.
FOLJER = profil(mentor="jnb", elevhalsa="jjb", rektor="jjb", administrator="nnb", utanfor="bbj")
FOLJER_EJ_FLAGGAD = profil(mentor="jnb", elevhalsa="nnb", rektor="jjb", administrator="nnb", utanfor="bbj")
# A colleague's column: that colleague alone marks in it, the mentors may close it.
TILLFRAGAD = profil(
    mentor="nnb", annan="nnb", larare="jjb", elevhalsa="nnb", rektor="nnb", administrator="nnb", utanfor="bbj"
)
STANGA_FRAGA = profil(mentor="jnb", larare="jjb", elevhalsa="nnb", rektor="nnb", administrator="nnb", utanfor="bbj")
# A protected pupil: the mentor named alone; for the others the pupil does not exist.
SKYDDAD = EGET
# A meeting about a class is read as the class's summary is; one about the school by elevhälsa and rektor.
ANALYS = SAMMANSTALLNING
SKOLANALYS = profil(mentor="nnb", annan="nnb", elevhalsa="jjb", rektor="jjb", administrator="nnb", utanfor="bbn")
# A folder that one mentor has made: for others who read the meeting it does not exist.
MAPP = profil(
    mentor="jnb", mentor2="bnb", annan="njb", elevhalsa="bbb", rektor="bbb", administrator="nnb", utanfor="bbj"
)
# A pupil in a meeting: who reads the meeting and follows the pupil; for others who read it the pupil does not exist.
ANALYSELEV = ANALYS
ANALYSELEV_SKYDDAD = MAPP
# One who has moved to the next class of the table since, and has no form. (The neighbour has one class.)
ANALYSELEV_UTFLYTTAD = profil(
    mentor="bnb", annan="nbb", elevhalsa="bbb", rektor="jjb", administrator="nnb", utanfor="bbj"
)
# A plan for a class is its mentors' of now, elevhälsans and the rektor's; so is one about a pupil, flagged or not.
PLAN = SAMMANSTALLNING
ELEVPLAN = FOLJER
ELEVPLAN_SKYDDAD = EGET
SKOLPLAN = SKOLANALYS
# The review of a plan: the rektor. (Nobody's of a protected pupil: of the table's only a mentor is named.)
GRANSKA = LOGG
GRANSKA_SKYDDAD = {roll: svar.replace("j", "n") for roll, svar in EGET.items()}
# An insats of a plan for a class, for who is responsible for it (in the table a teacher; at the neighbour the mentor).
EGEN_INSATS = profil(
    mentor="bbb", annan="bbb", larare="jjb", elevhalsa="bbb", rektor="bbb", administrator="bbb", utanfor="bbj"
)
# The school's list of plans, for all who may have one to read.
PLANLISTA = profil(mentor="jjb", annan="jjb", elevhalsa="jjb", rektor="jjb", administrator="nnb", utanfor="bbj")
# What everybody who works at the school may have.
PERSONALEN = profil(
    mentor="jjb", annan="jjb", larare="jjb", elevhalsa="jjb", rektor="jjb", administrator="jjb", utanfor="bbj"
)
# All that is stored of a pupil: the rektor. Of the table's protected pupils only a mentor is named, and so nobody may.
REGISTERUTDRAG = LOGG
REGISTERUTDRAG_SKYDDAD = {roll: svar.replace("j", "n") for roll, svar in EGET.items()}


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
TEXT_1 = {"text": "Lugn grupp.", "ersatter": "1"}
NYTT_MONSTER = {"slag": "oro", "dimension": "beteende", "text": "Sena."}
STICKER_UT = {"fraga": "sticker-ut"}
OM_BETEENDE = {"del": "gruppen/oro/beteende"}
OM_ELEVEN = {"del": "sammanfattning"}
I_STEGET = {"del": "modul-2/3"}
NY_INSATS = {"text": "Samma start.", "typ": "framjande", "bedomning": "on"}
INGA = {"sedan": "0", "marken": "[]"}
NY_PLAN = {"omrade": "Lugna starter", "and_anda": "1"}
KOMMENTAR = {"falt": "kommentar-kognitiv"}
MODUL_2, UPPGIFT_5, MOTESBLAD = {"mall": "modul-2"}, {"mall": "uppgift-5"}, {"mall": "uppfoljning"}
TABELL = {
    # --- start
    "start": Rad(get=ALLA),
    "skolans_klasser": Rad("skola", get=SKOLNIVA),
    "om": Rad(get=ALLA, post=ALLA, ok_post=200, anonym=(200, 200)),
    "tillganglighet": Rad(get=ALLA, post=ALLA, ok_post=200, anonym=(200, 200)),
    "session_forlang": Rad(post=ALLA, ok_post=204),
    "elev": Rad("foljd", get=FOLJER),
    "elev#ej flaggad": Rad("elev", get=FOLJER_EJ_FLAGGAD),
    "elev#skyddad": Rad("skyddad", get=SKYDDAD),
    "elev#inflyttad": Rad("inflyttad", get=FOLJER),
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
    "fargark_las_in": Rad("klass", get=BEDOMA, post=BEDOMA, ok_post=422),
    "fargark_granska": Rad("fargark", get=EGET, post=EGET),
    "fargark_avbryt": Rad("fargark", post=EGET),
    "kartlaggning_blankett": Rad("klass", get=FARGER),
    "blankett_tom": Rad(get=ALLA),
    "kartlaggning": Rad("runda", get=FARGER),
    "kartlaggning_markera": Rad("runda", post=BEDOMA, ok_post=200, data=INGA, htmx=True),
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
    # --- the individual level: of a pupil with a form, of one without, protected, moved here from another class
    "individ": Rad("foljd", get=FOLJER),
    "individ#ej flaggad": Rad("elev", get=FOLJER_EJ_FLAGGAD),
    "individ#skyddad": Rad("skyddad", get=SKYDDAD),
    "individ#inflyttad": Rad("inflyttad", get=FOLJER),
    "individ_nytt_datum": Rad("foljd", post=BEDOMA),
    "individ_nytt_datum#skyddad": Rad("skyddad", post=SKYDDAD),
    "individ_fraga": Rad("foljd", get=BEDOMA, post=BEDOMA, ok_post=422),
    "individ_fraga#inflyttad": Rad("inflyttad", get=BEDOMA, post=BEDOMA, ok_post=422),
    "individ_svara": Rad("fraga", get=TILLFRAGAD),
    "individ_dimension": Rad("individ", get=FOLJER, post=BEDOMA, mer={"dimension": "kognitiv"}),
    "individ_dimension#fråga": Rad("fraga", get=TILLFRAGAD, post=TILLFRAGAD, mer={"dimension": "kognitiv"}),
    "individ_hamta": Rad("individ", post=BEDOMA),
    "individ_bekrafta": Rad("individ", post=BEDOMA),
    "individ_ta_tillbaka": Rad("individ", post=BEDOMA),
    "individ_ta_tillbaka#fråga": Rad("fraga", post=BEDOMA),
    "kartlaggning_markera#individ": Rad("individ", post=BEDOMA, ok_post=200, data=INGA, htmx=True),
    "kartlaggning_markera#fråga": Rad("fraga", post=TILLFRAGAD, ok_post=200, data=INGA, htmx=True),
    "kartlaggning_markera#inflyttad": Rad("inflyttad_individ", post=BEDOMA, ok_post=200, data=INGA, htmx=True),
    "kartlaggning_markera#skyddad": Rad("skyddad_individ", post=SKYDDAD, ok_post=200, data=INGA, htmx=True),
    "kartlaggning_nytt#individ": Rad("individ", get=FOLJER, ok_get=204, fraga="?sedan=0", htmx=True),
    "kartlaggning_nytt#fråga": Rad("fraga", get=TILLFRAGAD, ok_get=204, fraga="?sedan=0", htmx=True),
    "kartlaggning_nytt#skyddad": Rad("skyddad_individ", get=SKYDDAD, ok_get=204, fraga="?sedan=0", htmx=True),
    "kartlaggning_anteckning#individ": Rad("individ", get=BEDOMA, post=BEDOMA, mer=KOMMENTAR, data=TEXT),
    "kartlaggning_anteckning#fråga": Rad("fraga", get=TILLFRAGAD, post=TILLFRAGAD, mer=KOMMENTAR, data=TEXT),
    "anteckning_versioner#individ": Rad("individ", get=FOLJER, mer=KOMMENTAR),
    "anteckning_versioner#fråga": Rad("fraga", get=TILLFRAGAD, mer=KOMMENTAR),
    "anteckning_versioner#inflyttad": Rad("inflyttad_individ", get=FOLJER, mer=KOMMENTAR),
    "kartlaggning_stang#individ": Rad("individ", get=BEDOMA, post=BEDOMA, data={"skal": "Nytt."}),
    "kartlaggning_stang#fråga": Rad("fraga", get=STANGA_FRAGA, post=STANGA_FRAGA, data={"skal": "Nytt."}),
    "kartlaggning_oppna#individ": Rad("individ", post=BEDOMA),
    "kartlaggning_oppna#fråga": Rad("fraga", post=BEDOMA),
    # The pupils of the table are not proposed, or have begun: who may is sent on (the rest: test_forslag_sidor).
    "forslag_starta": Rad("runda", get=BEDOMA, post=BEDOMA, ok_get=302, data=DATUM),
    "forslag_avsta": Rad("elev", get=BEDOMA, post=BEDOMA, ok_get=302, data={"ord": "Klassen först."}),
    "forslag_avsta#skyddad": Rad("skyddad", get=SKYDDAD, post=SKYDDAD, ok_get=302),
    "forslag_avsta#inflyttad": Rad("inflyttad", get=BEDOMA, post=BEDOMA, ok_get=302),
    "individ_starta": Rad("elev", get=BEDOMA, post=BEDOMA, data=DATUM),
    "individ_starta#skyddad": Rad("skyddad", get=SKYDDAD, post=SKYDDAD, ok_get=302, data=DATUM),
    "individ_starta#inflyttad": Rad("inflyttad", get=BEDOMA, post=BEDOMA, ok_get=302, data=DATUM),
    "individ_utskrift": Rad("foljd", get=FOLJER),
    "individ_utskrift#ej flaggad": Rad("elev", get=FOLJER_EJ_FLAGGAD),
    "individ_utskrift#skyddad": Rad("skyddad", get=SKYDDAD),
    "individ_utskrift#inflyttad": Rad("inflyttad", get=FOLJER),
    "individ_pdf": Rad("foljd", get=FOLJER),
    "individ_pdf#skyddad": Rad("skyddad", get=SKYDDAD),
    "individ_blankett": Rad("foljd", get=BEDOMA),
    "individ_blankett#skyddad": Rad("skyddad", get=SKYDDAD),
    "individ_blankett_tom": Rad(get=ALLA),
    "registerutdrag": Rad("foljd", get=REGISTERUTDRAG),
    "registerutdrag#skyddad": Rad("skyddad", get=REGISTERUTDRAG_SKYDDAD),
    "registerutdrag_pdf": Rad("foljd", get=REGISTERUTDRAG),
    "registerutdrag_pdf#skyddad": Rad("skyddad", get=REGISTERUTDRAG_SKYDDAD),
    "registerutdrag_json": Rad("foljd", get=REGISTERUTDRAG),
    "registerutdrag_json#skyddad": Rad("skyddad", get=REGISTERUTDRAG_SKYDDAD),
    # --- analys, the school level: no class of the table has closed a round, so prints send on to the page
    "skolniva": Rad("skola", get=SKOLNIVA),
    "skolniva_utskrift": Rad("skola", get=SKOLNIVA, ok_get=302),
    "skolniva_pdf": Rad("skola", get=SKOLNIVA, ok_get=302),
    "skolniva_xlsx": Rad("skola", get=SKOLNIVA, ok_get=302),
    # --- analys: around the meeting; the class and the school of the table have one that is not ended
    "analys_planera": Rad("klass", get=ANALYS, post=ANALYS, ok_get=302),
    "analys_planera_skola": Rad("skola", get=SKOLANALYS, post=SKOLANALYS, ok_get=302),
    "analys": Rad("analys", get=ANALYS),
    "analys#skola": Rad("skolanalys", get=SKOLANALYS),
    "analys_andra": Rad("analys", get=ANALYS, post=ANALYS, ok_post=200),
    "analys_andra#skola": Rad("skolanalys", get=SKOLANALYS, post=SKOLANALYS, ok_post=200),
    "analys_stall_in": Rad("analys", post=ANALYS),
    "analys_avsluta": Rad("analys", post=ANALYS),
    "analys_avsluta#skola": Rad("skolanalys", post=SKOLANALYS),
    "analys_oppna": Rad("analys", post=ANALYS),
    "analys_moteslage": Rad("analys", get=ANALYS, post=ANALYS, ok_get=302),
    "analys_moteslage#skola": Rad("skolanalys", get=SKOLANALYS, post=SKOLANALYS, ok_get=302),
    # --- analys: the meeting's steps, its rows and its texts; of the class, of a pupil, of a protected pupil
    "analys_steg": Rad("analys", get=ANALYS, mer={"slag": "oro", "dimension": "beteende"}),
    "analys_steg#skola": Rad("skolanalys", get=SKOLANALYS, mer={"slag": "styrka", "dimension": "affektiv"}),
    "analys_faktorer": Rad("analys", get=ANALYS, mer={"slag": "styrka"}),
    "analys_faktorer#skola": Rad("skolanalys", get=SKOLANALYS, mer={"slag": "oro"}),
    "analys_nytt": Rad("analys", get=ANALYS, fraga="?sedan=0&del=gruppen/oro/beteende", htmx=True),
    "analys_nytt#skola": Rad("skolanalys", get=SKOLANALYS, ok_get=204, fraga="?sedan=9&del=sammanfattning", htmx=True),
    "analys_monster_nytt": Rad("analys", post=ANALYS, data=OM_BETEENDE | NYTT_MONSTER),
    "analys_monster_nytt#skola": Rad("skolanalys", post=SKOLANALYS, data=OM_BETEENDE | NYTT_MONSTER),
    "analys_monster_angelagen": Rad("monster", post=ANALYS, data=OM_BETEENDE | {"pa": "on"}),
    "analys_monster_angelagen#elev": Rad("monster_foljd", post=ANALYS, data=OM_ELEVEN | {"pa": "on"}),
    "analys_monster_angelagen#skyddad": Rad("monster_skyddad", post=ANALYSELEV_SKYDDAD, data=OM_ELEVEN),
    "analys_monster_flytta": Rad("monster", post=ANALYS, data=OM_BETEENDE | {"hall": "upp"}),
    "analys_monster_flytta#skyddad": Rad("monster_skyddad", post=ANALYSELEV_SKYDDAD, data=OM_ELEVEN | {"hall": "upp"}),
    "analys_monster_ta_bort": Rad("monster", post=ANALYS, data=OM_BETEENDE),
    "analys_monster_ta_bort#skyddad": Rad("monster_skyddad", post=ANALYSELEV_SKYDDAD, data=OM_ELEVEN),
    "analys_monster_koppla": Rad("monster", post=ANALYS, data=OM_BETEENDE | {"faktor": "org-vikarier"}),
    "analys_monster_koppla#skyddad": Rad(
        "monster_skyddad", post=ANALYSELEV_SKYDDAD, data=OM_ELEVEN | {"faktor": "org-vikarier"}
    ),
    "analys_koppling_ta_bort": Rad("koppling", post=ANALYS, data=OM_BETEENDE),
    "analys_koppling_ta_bort#skyddad": Rad("koppling_skyddad", post=ANALYSELEV_SKYDDAD, data=OM_ELEVEN),
    "analys_monster_steg": Rad("monster", post=ANALYS, data=OM_BETEENDE | {"text": "Se över schemat."}),
    "analys_monster_steg#skyddad": Rad("monster_skyddad", post=ANALYSELEV_SKYDDAD, data=OM_ELEVEN | {"text": "Se."}),
    "analys_steget_planera": Rad("steg", post=ANALYS, data=OM_ELEVEN | {"klart": "2026-12-01"}),
    "analys_steget_planera#skyddad": Rad("steg_skyddad", post=ANALYSELEV_SKYDDAD, data=OM_ELEVEN),
    "analys_steget_gjort": Rad("steg", post=ANALYS, data=OM_ELEVEN | {"pa": "on"}),
    "analys_steget_gjort#skyddad": Rad("steg_skyddad", post=ANALYSELEV_SKYDDAD, data=OM_ELEVEN),
    "analys_steget_ta_bort": Rad("steg", post=ANALYS, data=OM_ELEVEN),
    "analys_steget_ta_bort#skyddad": Rad("steg_skyddad", post=ANALYSELEV_SKYDDAD, data=OM_ELEVEN),
    "analys_utkast_avfarda": Rad("analys", post=ANALYS, data=OM_BETEENDE | {"utkast": "oro:beteende-1"}),
    "analys_utkast_ta_fram": Rad("analys", post=ANALYS, data=OM_BETEENDE | {"utkast": "oro:beteende-1"}),
    "analys_text": Rad("monster", get=ANALYS, post=ANALYS, mer={"typ": "monster"}, data=OM_BETEENDE | TEXT_1),
    "analys_text#elev": Rad("koppling_foljd", get=ANALYS, post=ANALYS, mer={"typ": "koppling"}, data=OM_ELEVEN | TEXT),
    "analys_text#skyddad": Rad(
        "steg_skyddad", get=ANALYSELEV_SKYDDAD, post=ANALYSELEV_SKYDDAD, mer={"typ": "steg"}, data=OM_ELEVEN | TEXT_1
    ),
    "analys_tidigare": Rad("monster", get=ANALYS, mer={"typ": "monster"}),
    "analys_tidigare#skyddad": Rad("monster_skyddad", get=ANALYSELEV_SKYDDAD, mer={"typ": "monster"}),
    "analys_svar": Rad("analyselev", get=ANALYSELEV, post=ANALYSELEV, mer=STICKER_UT, data=OM_ELEVEN | TEXT),
    "analys_svar#skyddad": Rad(
        "analysskyddad", get=ANALYSELEV_SKYDDAD, post=ANALYSELEV_SKYDDAD, mer=STICKER_UT, data=OM_ELEVEN | TEXT
    ),
    "analys_svar_tidigare": Rad("analyselev", get=ANALYSELEV, mer=STICKER_UT),
    "analys_svar_tidigare#skyddad": Rad("analysskyddad", get=ANALYSELEV_SKYDDAD, mer=STICKER_UT),
    # --- analys: pupils and the recap
    "analys_dagordning": Rad("analys", get=ANALYS, post=ANALYS, data={"del": "dagordning", "gor": "satt-upp"}),
    "analys_elev": Rad("analyselev", get=ANALYSELEV),
    "analys_elev#skyddad": Rad("analysskyddad", get=ANALYSELEV_SKYDDAD),
    "analys_elev#utflyttad": Rad("analysutflyttad", get=ANALYSELEV_UTFLYTTAD),
    "analys_sammanfattning": Rad("analys", get=ANALYS),
    "analys_sammanfattning#skola": Rad("skolanalys", get=SKOLANALYS),
    # --- analys: printouts
    "analys_utskrift": Rad("analys", get=ANALYS),
    "analys_utskrift#skola": Rad("skolanalys", get=SKOLANALYS),
    "analys_pdf": Rad("analys", get=ANALYS),
    "analys_pdf#skola": Rad("skolanalys", get=SKOLANALYS),
    "analys_blankett": Rad(get=ALLA),
    "analys_blankett_individ": Rad(get=ALLA),
    "analys_mapp": Rad("analys", get=ANALYS, post=ANALYS),
    "analys_mapp#skola": Rad("skolanalys", get=SKOLANALYS, post=SKOLANALYS),
    "analys_mapp_vantar": Rad("mapp", get=MAPP),
    "analys_mapp_pdf": Rad("mapp", get=MAPP),
    # --- handlingsplan: a plan is started (the class, the pupils and the school have one already), read, turned, closed
    "plan_ny_klass": Rad("klass", get=PLAN, post=PLAN, data=NY_PLAN),
    "plan_ny_elev": Rad("foljd", get=ELEVPLAN, post=ELEVPLAN, data=NY_PLAN),
    "plan_ny_elev#ej flaggad": Rad("elev", get=FOLJER_EJ_FLAGGAD, post=FOLJER_EJ_FLAGGAD, data=NY_PLAN),
    "plan_ny_elev#skyddad": Rad("skyddad", get=ELEVPLAN_SKYDDAD, post=ELEVPLAN_SKYDDAD, data=NY_PLAN),
    "plan_ny_skola": Rad("skola", get=SKOLPLAN, post=SKOLPLAN, data=NY_PLAN),
    "plan": Rad("plan", get=PLAN),
    "plan#elev": Rad("plan_foljd", get=ELEVPLAN),
    "plan#skyddad": Rad("plan_skyddad", get=ELEVPLAN_SKYDDAD),
    "plan#skola": Rad("plan_skola", get=SKOLPLAN),
    "plan_varv": Rad("varv_avslutad", get=PLAN),
    # These are under way, and stand on the plan's own page.
    "plan_varv#elev": Rad("varv_foljd", get=ELEVPLAN, ok_get=302),
    "plan_varv#skyddad": Rad("varv_skyddad", get=ELEVPLAN_SKYDDAD, ok_get=302),
    "plan_varv#skola": Rad("varv_skola", get=SKOLPLAN, ok_get=302),
    "plan_folj_upp": Rad("plan", post=PLAN, data={"fran": "1"}),
    "plan_folj_upp#elev": Rad("plan_foljd", post=ELEVPLAN, data={"fran": "1"}),
    "plan_folj_upp#skyddad": Rad("plan_skyddad", post=ELEVPLAN_SKYDDAD, data={"fran": "1"}),
    "plan_folj_upp#skola": Rad("plan_skola", post=SKOLPLAN, data={"fran": "1"}),
    "plan_avsluta": Rad("plan", get=PLAN, post=PLAN),
    "plan_avsluta#elev": Rad("plan_foljd", get=ELEVPLAN, post=ELEVPLAN),
    "plan_avsluta#skyddad": Rad("plan_skyddad", get=ELEVPLAN_SKYDDAD, post=ELEVPLAN_SKYDDAD),
    "plan_avsluta#skola": Rad("plan_skola", get=SKOLPLAN, post=SKOLPLAN),
    "plan_oppna": Rad("plan_avslutad", post=PLAN),
    "plan_oppna#skyddad": Rad("plan_skyddad", post=ELEVPLAN_SKYDDAD),
    "plan_ta_bort": Rad("plan", post=PLAN),
    "plan_ta_bort#elev": Rad("plan_foljd", post=ELEVPLAN),
    "plan_ta_bort#skyddad": Rad("plan_skyddad", post=ELEVPLAN_SKYDDAD),
    "plan_ta_bort#skola": Rad("plan_skola", post=SKOLPLAN),
    # --- handlingsplan: reminders; a calendar is its address's, whoever asks
    "paminnelser": Rad(get=ALLA),
    "kalender_ny": Rad(post=ALLA),
    "kalender_ta_bort": Rad(post=ALLA),
    "veckobrev": Rad(post=ALLA),
    "kalender": Rad("kalender", get=ALLA, anonym=(200, 405)),
    # --- handlingsplan: figures of absence, as plans about the same are read and started
    "narvaro_klass": Rad("klass", get=PLAN, post=PLAN, ok_post=422),
    "narvaro_elev": Rad("foljd", get=ELEVPLAN, post=ELEVPLAN, ok_post=422),
    "narvaro_elev#ej flaggad": Rad("elev", get=FOLJER_EJ_FLAGGAD, post=FOLJER_EJ_FLAGGAD, ok_post=422),
    "narvaro_elev#skyddad": Rad("skyddad", get=ELEVPLAN_SKYDDAD, post=ELEVPLAN_SKYDDAD, ok_post=422),
    "narvaro_skola": Rad("skola", get=SKOLPLAN, post=SKOLPLAN, ok_post=422),
    "narvaro_mall": Rad("skola", get=PERSONALEN),
    "narvaro_period": Rad("narvaro", get=PLAN, post=PLAN, ok_post=422),
    "narvaro_period#elev": Rad("narvaro_foljd", get=ELEVPLAN, post=ELEVPLAN, ok_post=422),
    "narvaro_period#skyddad": Rad("narvaro_skyddad", get=ELEVPLAN_SKYDDAD, post=ELEVPLAN_SKYDDAD, ok_post=422),
    "narvaro_period#skola": Rad("narvaro_skola", get=SKOLPLAN, post=SKOLPLAN, ok_post=422),
    "narvaro_ta_bort": Rad("narvaro", post=PLAN),
    "narvaro_ta_bort#elev": Rad("narvaro_foljd", post=ELEVPLAN),
    "narvaro_ta_bort#skyddad": Rad("narvaro_skyddad", post=ELEVPLAN_SKYDDAD),
    "narvaro_ta_bort#skola": Rad("narvaro_skola", post=SKOLPLAN),
    # --- handlingsplan: the rektor's review, kept copies, the school's list of plans
    "planer": Rad("skola", get=PLANLISTA),
    "plan_resurs_ordnad": Rad("insats", post=PLAN),
    "plan_resurs_ordnad#elev": Rad("insats_foljd", post=ELEVPLAN),
    "plan_resurs_ordnad#skyddad": Rad("insats_skyddad", post=ELEVPLAN_SKYDDAD),
    "plan_resurs_ordnad#skola": Rad("insats_skola", post=SKOLPLAN),
    "plan_stod_ordnat": Rad("varvets", post=PLAN),
    "plan_stod_ordnat#elev": Rad("varvets_foljd", post=ELEVPLAN),
    "plan_stod_ordnat#skyddad": Rad("varvets_skyddad", post=ELEVPLAN_SKYDDAD),
    "plan_stod_ordnat#skola": Rad("varvets_skola", post=SKOLPLAN),
    "plan_skicka": Rad("plan", get=PLAN, post=PLAN),
    "plan_skicka#elev": Rad("plan_foljd", get=ELEVPLAN, post=ELEVPLAN),
    "plan_skicka#skyddad": Rad("plan_skyddad", get=ELEVPLAN_SKYDDAD, post=ELEVPLAN_SKYDDAD),
    "plan_skicka#skola": Rad("plan_skola", get=SKOLPLAN, post=SKOLPLAN),
    "plan_ta_tillbaka": Rad("plan_skickad", post=PLAN),
    "plan_ta_tillbaka#elev": Rad("plan_foljd", post=ELEVPLAN),
    "plan_ta_tillbaka#skola": Rad("plan_skola", post=SKOLPLAN),
    "plan_granska": Rad("plan_skickad", get=PLAN),
    # These have not been sent, and so there is no review to show.
    "plan_granska#elev": Rad("plan_foljd", get=ELEVPLAN, ok_get=302),
    "plan_granska#skyddad": Rad("plan_skyddad", get=ELEVPLAN_SKYDDAD, ok_get=302),
    "plan_granska#skola": Rad("plan_skola", get=SKOLPLAN, ok_get=302),
    "plan_godkann": Rad("plan_skickad", post=GRANSKA, data={"granskning": "222222222222"}),
    "plan_godkann#elev": Rad("plan_foljd", post=GRANSKA, data={"granskning": "222222222222"}),
    "plan_godkann#skyddad": Rad("plan_skyddad", post=GRANSKA_SKYDDAD, data={"granskning": "222222222222"}),
    "plan_aterlamna": Rad("plan_skickad", post=GRANSKA, data={"granskning": "222222222222"}),
    "plan_aterlamna#skyddad": Rad("plan_skyddad", post=GRANSKA_SKYDDAD, data={"granskning": "222222222222"}),
    "plan_kommentar": Rad(
        "plan_skickad",
        get=GRANSKA,
        post=GRANSKA,
        mer={"avsnitt": "helheten"},
        data={"text": "Bra.", "ersatter": 0},
    ),
    "plan_kommentar_tidigare": Rad("plan_skickad", get=GRANSKA, mer={"avsnitt": "helheten"}),
    "plan_andringar": Rad("plan", get=PLAN, ok_get=302),
    "plan_andringar#elev": Rad("plan_foljd", get=ELEVPLAN, ok_get=302),
    "plan_andringar#skyddad": Rad("plan_skyddad", get=ELEVPLAN_SKYDDAD, ok_get=302),
    "plan_avskrift": Rad("avskrift", get=PLAN),
    "plan_avskrift#elev": Rad("avskrift_foljd", get=ELEVPLAN),
    "plan_avskrift#skyddad": Rad("avskrift_skyddad", get=ELEVPLAN_SKYDDAD),
    "plan_avskrift#skola": Rad("avskrift_skola", get=SKOLPLAN),
    # --- handlingsplan: a plan's steps, and what is written, pressed and chosen in them; of each kind of plan
    "plan_steg": Rad("plan", get=PLAN, mer={"mall": "modul-2", "steg": "3"}),
    "plan_steg#elev": Rad("plan_foljd", get=ELEVPLAN, mer={"mall": "modul-2", "steg": "3"}),
    "plan_steg#skyddad": Rad("plan_skyddad", get=ELEVPLAN_SKYDDAD, mer={"mall": "modul-2", "steg": "3"}),
    "plan_steg#skola": Rad("plan_skola", get=SKOLPLAN, mer={"mall": "modul-2", "steg": "3"}),
    "plan_nytt": Rad("plan", get=PLAN, fraga="?sedan=0&del=modul-2/3", htmx=True),
    "plan_nytt#elev": Rad("plan_foljd", get=ELEVPLAN, fraga="?sedan=0&del=modul-2/3", htmx=True),
    "plan_nytt#skyddad": Rad("plan_skyddad", get=ELEVPLAN_SKYDDAD, fraga="?sedan=0&del=modul-2/3", htmx=True),
    "plan_nytt#skola": Rad("plan_skola", get=SKOLPLAN, fraga="?sedan=0&del=modul-2/3", htmx=True),
    "plan_text": Rad("plantext", get=PLAN, post=PLAN, data=I_STEGET | TEXT),
    "plan_text#elev": Rad("plantext_foljd", get=ELEVPLAN, post=ELEVPLAN, data=I_STEGET | TEXT),
    "plan_text#skyddad": Rad("plantext_skyddad", get=ELEVPLAN_SKYDDAD, post=ELEVPLAN_SKYDDAD, data=I_STEGET | TEXT),
    "plan_text#skola": Rad("plantext_skola", get=SKOLPLAN, post=SKOLPLAN, data=I_STEGET | TEXT),
    "plan_text_tidigare": Rad("plantext", get=PLAN),
    "plan_text_tidigare#elev": Rad("plantext_foljd", get=ELEVPLAN),
    "plan_text_tidigare#skyddad": Rad("plantext_skyddad", get=ELEVPLAN_SKYDDAD),
    "plan_text_tidigare#skola": Rad("plantext_skola", get=SKOLPLAN),
    "plan_mal_nytt": Rad("plan", post=PLAN, data=I_STEGET | {"text": "Alla hinner."}),
    "plan_mal_nytt#elev": Rad("plan_foljd", post=ELEVPLAN, data=I_STEGET | {"text": "Alla hinner."}),
    "plan_mal_nytt#skyddad": Rad("plan_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET | {"text": "Alla hinner."}),
    "plan_mal_nytt#skola": Rad("plan_skola", post=SKOLPLAN, data=I_STEGET | {"text": "Alla hinner."}),
    "plan_mal_flytta": Rad("mal", post=PLAN, data=I_STEGET | {"hall": "upp"}),
    "plan_mal_flytta#elev": Rad("mal_foljd", post=ELEVPLAN, data=I_STEGET | {"hall": "upp"}),
    "plan_mal_flytta#skyddad": Rad("mal_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET | {"hall": "upp"}),
    "plan_mal_flytta#skola": Rad("mal_skola", post=SKOLPLAN, data=I_STEGET | {"hall": "upp"}),
    "plan_mal_lamna": Rad("mal", post=PLAN, data=I_STEGET | {"pa": "on"}),
    "plan_mal_lamna#elev": Rad("mal_foljd", post=ELEVPLAN, data=I_STEGET | {"pa": "on"}),
    "plan_mal_lamna#skyddad": Rad("mal_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET | {"pa": "on"}),
    "plan_mal_lamna#skola": Rad("mal_skola", post=SKOLPLAN, data=I_STEGET | {"pa": "on"}),
    "plan_mal_ta_bort": Rad("mal", post=PLAN, data=I_STEGET),
    "plan_mal_ta_bort#elev": Rad("mal_foljd", post=ELEVPLAN, data=I_STEGET),
    "plan_mal_ta_bort#skyddad": Rad("mal_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET),
    "plan_mal_ta_bort#skola": Rad("mal_skola", post=SKOLPLAN, data=I_STEGET),
    "plan_forflyttning": Rad("mal", post=PLAN, data=I_STEGET | {"uppnatt": "natt", "fore-uppnatt": ""}),
    "plan_forflyttning#elev": Rad("mal_foljd", post=ELEVPLAN, data=I_STEGET | {"uppnatt": "natt", "fore-uppnatt": ""}),
    "plan_forflyttning#skyddad": Rad(
        "mal_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET | {"uppnatt": "natt", "fore-uppnatt": ""}
    ),
    "plan_forflyttning#skola": Rad("mal_skola", post=SKOLPLAN, data=I_STEGET | {"uppnatt": "natt", "fore-uppnatt": ""}),
    "plan_insats_ny": Rad("mal", post=PLAN, data=I_STEGET | NY_INSATS),
    "plan_insats_ny#elev": Rad("mal_foljd", post=ELEVPLAN, data=I_STEGET | NY_INSATS),
    "plan_insats_ny#skyddad": Rad("mal_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET | NY_INSATS),
    "plan_insats_ny#skola": Rad("mal_skola", post=SKOLPLAN, data=I_STEGET | NY_INSATS),
    "plan_insats": Rad("insats", post=PLAN, data=I_STEGET | {"klart": "2026-12-01", "fore-klart": ""}),
    "plan_insats#elev": Rad("insats_foljd", post=ELEVPLAN, data=I_STEGET | {"klart": "2026-12-01", "fore-klart": ""}),
    "plan_insats#skyddad": Rad(
        "insats_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET | {"klart": "2026-12-01", "fore-klart": ""}
    ),
    "plan_insats#skola": Rad("insats_skola", post=SKOLPLAN, data=I_STEGET | {"klart": "2026-12-01", "fore-klart": ""}),
    "insats_genomford": Rad("egen_insats", post=EGEN_INSATS),
    "insats_genomford#elev": Rad("egen_insats_foljd", post=dict.fromkeys(ROLLER, "bbb")),
    "plan_insats_flytta": Rad("insats", post=PLAN, data=I_STEGET | {"hall": "ned"}),
    "plan_insats_flytta#elev": Rad("insats_foljd", post=ELEVPLAN, data=I_STEGET | {"hall": "ned"}),
    "plan_insats_flytta#skyddad": Rad("insats_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET | {"hall": "ned"}),
    "plan_insats_flytta#skola": Rad("insats_skola", post=SKOLPLAN, data=I_STEGET | {"hall": "ned"}),
    "plan_insats_lamna": Rad("insats", post=PLAN, data=I_STEGET | {"pa": "on"}),
    "plan_insats_lamna#elev": Rad("insats_foljd", post=ELEVPLAN, data=I_STEGET | {"pa": "on"}),
    "plan_insats_lamna#skyddad": Rad("insats_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET | {"pa": "on"}),
    "plan_insats_lamna#skola": Rad("insats_skola", post=SKOLPLAN, data=I_STEGET | {"pa": "on"}),
    "plan_insats_ta_bort": Rad("insats", post=PLAN, data=I_STEGET),
    "plan_insats_ta_bort#elev": Rad("insats_foljd", post=ELEVPLAN, data=I_STEGET),
    "plan_insats_ta_bort#skyddad": Rad("insats_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET),
    "plan_insats_ta_bort#skola": Rad("insats_skola", post=SKOLPLAN, data=I_STEGET),
    "plan_insats_genomford": Rad("insats", post=PLAN, data=I_STEGET | {"pa": "on"}),
    "plan_insats_genomford#elev": Rad("insats_foljd", post=ELEVPLAN, data=I_STEGET | {"pa": "on"}),
    "plan_insats_genomford#skyddad": Rad("insats_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET | {"pa": "on"}),
    "plan_insats_genomford#skola": Rad("insats_skola", post=SKOLPLAN, data=I_STEGET | {"pa": "on"}),
    "plan_insats_resurs": Rad("insats", post=PLAN, data=I_STEGET | {"pa": "on"}),
    "plan_insats_resurs#elev": Rad("insats_foljd", post=ELEVPLAN, data=I_STEGET | {"pa": "on"}),
    "plan_insats_resurs#skyddad": Rad("insats_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET | {"pa": "on"}),
    "plan_insats_resurs#skola": Rad("insats_skola", post=SKOLPLAN, data=I_STEGET | {"pa": "on"}),
    "plan_omrade": Rad("plan", post=PLAN, data=I_STEGET | {"omrade": "Lugn", "fore-omrade": "Lugn"}),
    "plan_omrade#elev": Rad("plan_foljd", post=ELEVPLAN, data=I_STEGET | {"omrade": "Lugn", "fore-omrade": "Lugn"}),
    "plan_omrade#skyddad": Rad(
        "plan_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET | {"omrade": "Lugn", "fore-omrade": "Lugn"}
    ),
    "plan_omrade#skola": Rad("plan_skola", post=SKOLPLAN, data=I_STEGET | {"omrade": "Lugn", "fore-omrade": "Lugn"}),
    "plan_uppfoljning": Rad("plan", post=PLAN, data=I_STEGET | {"uppfoljning": "2026-12-20", "fore-uppfoljning": ""}),
    "plan_uppfoljning#elev": Rad(
        "plan_foljd", post=ELEVPLAN, data=I_STEGET | {"uppfoljning": "2026-12-20", "fore-uppfoljning": ""}
    ),
    "plan_uppfoljning#skyddad": Rad(
        "plan_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET | {"uppfoljning": "2026-12-20", "fore-uppfoljning": ""}
    ),
    "plan_uppfoljning#skola": Rad(
        "plan_skola", post=SKOLPLAN, data=I_STEGET | {"uppfoljning": "2026-12-20", "fore-uppfoljning": ""}
    ),
    "plan_stod": Rad("plan", post=PLAN, data=I_STEGET | {"pa": "on"}),
    "plan_stod#elev": Rad("plan_foljd", post=ELEVPLAN, data=I_STEGET | {"pa": "on"}),
    "plan_stod#skyddad": Rad("plan_skyddad", post=ELEVPLAN_SKYDDAD, data=I_STEGET | {"pa": "on"}),
    "plan_stod#skola": Rad("plan_skola", post=SKOLPLAN, data=I_STEGET | {"pa": "on"}),
    # --- handlingsplan: what is printed, as the plan is read; the blanks are for anyone
    "plan_utskrift": Rad("plan", get=PLAN, mer=MODUL_2),
    "plan_utskrift#elev": Rad("plan_foljd", get=ELEVPLAN, mer=UPPGIFT_5),
    "plan_utskrift#skyddad": Rad("plan_skyddad", get=ELEVPLAN_SKYDDAD, mer=MODUL_2),
    "plan_utskrift#skola": Rad("plan_skola", get=SKOLPLAN, mer=MOTESBLAD),
    "plan_pdf": Rad("plan", get=PLAN, mer=MOTESBLAD),
    "plan_pdf#elev": Rad("plan_foljd", get=ELEVPLAN, mer=MODUL_2),
    "plan_pdf#skyddad": Rad("plan_skyddad", get=ELEVPLAN_SKYDDAD, mer=UPPGIFT_5),
    "plan_pdf#skola": Rad("plan_skola", get=SKOLPLAN, mer=MODUL_2),
    "plan_mapp": Rad("plan", get=PLAN, post=PLAN),
    "plan_mapp#elev": Rad("plan_foljd", get=ELEVPLAN, post=ELEVPLAN),
    "plan_mapp#skyddad": Rad("plan_skyddad", get=ELEVPLAN_SKYDDAD, post=ELEVPLAN_SKYDDAD),
    "plan_mapp#skola": Rad("plan_skola", get=SKOLPLAN, post=SKOLPLAN),
    "plan_mapp_vantar": Rad("planmapp", get=MAPP),
    "plan_mapp_vantar#elev": Rad("planmapp_foljd", get=MAPP),
    "plan_mapp_vantar#skyddad": Rad("planmapp_skyddad", get=ELEVPLAN_SKYDDAD),
    "plan_mapp_pdf": Rad("planmapp", get=MAPP),
    "plan_mapp_pdf#elev": Rad("planmapp_foljd", get=MAPP),
    "plan_mapp_pdf#skyddad": Rad("planmapp_skyddad", get=ELEVPLAN_SKYDDAD),
    "plan_blankett": Rad(get=ALLA, mer=UPPGIFT_5),
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
