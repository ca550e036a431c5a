"""The individual form: statements × dates, its other face a dimension at a time, and colleagues who are asked."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from skolanknytning.logg.regler import anteckna_lasning
from skolanknytning.skola import amnen, behorighet
from skolanknytning.skola.models import Elev, idag

from .. import elever, formular, individ, individrutnat, regler, urval
from .. import rutnat as rita
from ..forms import KollegorForm, onskan_ur_form
from ..formular import Formular, Kolumn
from ..models import Kartlaggning
from .spara import logga_lasning
from .vagar import till_formularet
from .val import valrad


@require_GET
def formularet(request, kod):
    """All dates of the pupil's form; the open one is marked here by the pupil's mentors."""
    elev = elever.hamta_elev(request.user, kod)
    form = formular.las(elev)
    klass = elever.klass_nu(elev, request.user)
    anteckna_lasning(request.user, elev, f"en elevs formulär i {klass or 'ingen klass'}", skola_kod=elev.skola.kod)
    mentor = behorighet.far_bedoma_elev(request.user, elev)
    alla = "alla" in request.GET
    kolumner = form.kolumner if alla else form.senaste()
    egen = form.oppen if mentor else None
    kontext = _ram(form, kolumner, egen, elev) | {
        "elev": elev,
        "klass": klass,
        "mentor": mentor,
        "far_bedoma": egen is not None,
        "idag": idag(),
        "vikta": len(form.kolumner) - len(kolumner),
        "hamtade": individrutnat.antal_hamtade(_rutor_i(form, egen)),
        "kan_hamta": egen is not None and elever.klassens_rundor(elev).exists(),
    }
    return render(request, "kartlaggning/individ.html", kontext)


@require_GET
def svara(request, kod):
    """The column of a colleague who was asked: that alone, until it is handed in."""
    kartlaggning = urval.hamta_individ(request.user, kod, urval.far_markera)
    if kartlaggning.tillfragad_id is None:
        return redirect("individ", kartlaggning.elev.kod)
    if not kartlaggning.oppen:
        messages.info(request, "Din bild är inlämnad. Behöver du ändra något? Be mentorn öppna den igen.")
        return redirect("start")
    form = formular.las_en(kartlaggning)
    logga_lasning(request, kartlaggning)
    (egen,) = form.kolumner
    kontext = _ram(form, form.kolumner, egen, kartlaggning.elev) | {
        "elev": kartlaggning.elev,
        "klass": kartlaggning.klass,
        "kollega": True,
        "far_bedoma": True,
        "fragade": kartlaggning.skapad_av,
    }
    return render(request, "kartlaggning/individ.html", kontext)


def _ram(form: Formular, kolumner: list[Kolumn], egen: Kolumn | None, elev: Elev) -> dict:
    """What the form shows to everyone: the grid, what stands around it, and the comments."""
    rad = urval.Elevrad(elev.id, elev.kod, elev.namn, elev.skyddad)
    amneslista = tuple(amnen.for_skola(elev.skola).amnen.values())
    egen_id = egen.id if egen else None
    return {
        "instrument": form.instrument,
        "formular": form,
        "egen": egen,
        "ram": rita.ram(form.instrument.nyckel, amneslista, egen is not None),
        "huvud": individrutnat.huvud(form, kolumner, egen_id),
        "kropp": individrutnat.kropp(form, kolumner, egen_id, rad),
        "raknat": individrutnat.raknat(egen, form.instrument, _rutor_i(form, egen)) if egen else "",
        "kommentarer": _kommentarer(form, egen),
    }


def _rutor_i(form: Formular, kolumn: Kolumn | None) -> dict:
    return {plats: ruta for plats, ruta in form.rutor.items() if kolumn and plats[0] == kolumn.id}


def _kommentarer(form: Formular, egen: Kolumn | None) -> list[dict]:
    """The comment of each dimension: what stands on the open date, and on the others, latest first."""
    dimension = {d.nyckel: d for d in form.instrument.dimensioner}
    andra = [k for k in reversed(form.kolumner) if k != egen]
    skrivet = form.kommentarer
    return [
        {
            "dimension": dimension[fraga.dimension],
            "fraga": fraga,
            "rad": skrivet.get((egen.id, fraga.nyckel)) if egen else None,
            "tidigare": [
                (k, form.kommentarer[k.id, fraga.nyckel]) for k in andra if (k.id, fraga.nyckel) in form.kommentarer
            ],
        }
        for fraga in form.instrument.anteckningar
    ]


@require_http_methods(["GET", "POST"])
def dimension(request, kod, dimension):
    """One dimension of one date: an ordinary form that needs neither a wide screen nor JavaScript."""
    kartlaggning = urval.hamta_individ(request.user, kod)
    instr = urval.instrument_for(kartlaggning)
    nycklar = [d.nyckel for d in instr.dimensioner]
    if dimension not in nycklar:
        raise Http404
    plats = nycklar.index(dimension)
    krockar, fel = [], ""
    if request.method == "POST":
        behorighet.krav(urval.far_markera(request.user, kartlaggning))
        try:
            krockar = _spara_dimension(request, kartlaggning, instr.dimensioner[plats])
        except regler.StangdError as e:
            fel = str(e)
        except (regler.OgiltigError, ValueError):
            fel = "Något i formuläret gick inte att läsa. Det som visas nedan är det som är sparat."
        if not krockar and not fel:
            return _vidare(request, kartlaggning, nycklar, plats)
        kartlaggning = urval.hamta_individ(request.user, kod)
    return _rita_dimension(request, kartlaggning, plats, krockar, fel)


def _spara_dimension(request, kartlaggning: Kartlaggning, dimension):
    elev = kartlaggning.elev
    onskade = onskan_ur_form(request.POST, [(p.nyckel, elev.kod, p.nyckel) for p in dimension.pastaenden])
    koder = amnen.for_skola(elev.skola).amnen
    sparat = regler.spara_markeringar(kartlaggning, onskade, av=request.user, amneskoder=koder)
    if sparat.sparade:
        antal = len(sparat.sparade)
        messages.success(
            request, f"{antal} {'svar sparat' if antal == 1 else 'svar sparade'} i {dimension.namn.lower()}."
        )
    return sparat.krockar


def _vidare(request, kartlaggning: Kartlaggning, nycklar: list[str], plats: int):
    """Where the button that was pressed leads."""
    if "nasta" not in request.POST:
        return redirect("individ_dimension", kartlaggning.kod, nycklar[plats])
    if plats + 1 < len(nycklar):
        return redirect("individ_dimension", kartlaggning.kod, nycklar[plats + 1])
    if luckor := regler.luckor(kartlaggning, av=request.user):
        messages.info(
            request, f"Sparat. {luckor} påståenden är kvar." if luckor > 1 else "Sparat. Ett påstående är kvar."
        )
        return redirect(till_formularet(kartlaggning, request.user))
    return redirect("kartlaggning_stang", kartlaggning.kod)


def _rita_dimension(request, kartlaggning: Kartlaggning, plats: int, krockar, fel: str):
    elev = kartlaggning.elev
    instr = urval.instrument_for(kartlaggning)
    aktuell = instr.dimensioner[plats]
    logga_lasning(request, kartlaggning)
    kollega = kartlaggning.tillfragad_id == request.user.id
    form = formular.las_en(kartlaggning) if kollega else formular.las(elev)
    egna = {p: ruta for (k, p), ruta in form.rutor.items() if k == kartlaggning.id}
    per_pastaende = {k.onskan.pastaende: k for k in krockar}
    far_bedoma = kartlaggning.oppen and urval.far_markera(request.user, kartlaggning)
    (kommentar,) = [
        k for k in _kommentarer(form, _kolumn(form, kartlaggning)) if k["dimension"].nyckel == aktuell.nyckel
    ]
    kontext = {
        "kartlaggning": kartlaggning,
        "elev": elev,
        "klass": kartlaggning.klass,
        "instrument": instr,
        "dimension": aktuell,
        "kollega": kollega,
        "nummer": plats + 1,
        "antal": len(instr.dimensioner),
        "steg": [
            (d, sum(1 for p in d.pastaenden if not egna.get(p.nyckel, urval.TOM).bedomd)) for d in instr.dimensioner
        ],
        "valrader": [
            _pastaenderad(form, kartlaggning, instr, p, per_pastaende.get(p.nyckel)) for p in aktuell.pastaenden
        ],
        "kommentar": kommentar,
        "amnen": tuple(amnen.for_skola(elev.skola).amnen.values()),
        "far_bedoma": far_bedoma,
        "bedomda": sum(1 for ruta in egna.values() if ruta.bedomd),
        "tillbaka": till_formularet(kartlaggning, request.user),
        "fel": fel,
    }
    return render(request, "kartlaggning/dimension.html", kontext, status=409 if krockar or fel else 200)


def _kolumn(form: Formular, kartlaggning: Kartlaggning) -> Kolumn:
    return next(k for k in form.kolumner if k.id == kartlaggning.id)


def _pastaenderad(form: Formular, kartlaggning: Kartlaggning, instr, pastaende, krock) -> dict:
    """A statement as a group of choices, with what was said of it on the mentors' earlier dates."""
    ruta = form.rutor.get((kartlaggning.id, pastaende.nyckel), urval.TOM)
    rubrik = f"{pastaende.nummer}. {pastaende.text}"
    tidigare = [
        f"{k.rubrik} {rita.FARGORD[form.rutor[k.id, pastaende.nyckel].farg].split(',')[0]}"
        for k in form.egna
        if k.id != kartlaggning.id and (k.id, pastaende.nyckel) in form.rutor
    ]
    return valrad(instr, pastaende, ruta, pastaende.nyckel, rubrik, krock) | {
        "om_skolan": pastaende.om_skolan,
        "forut": f"Förut: {' · '.join(tidigare[-3:])}" if tidigare else "",
        "lathund": pastaende.lathund,
    }


@require_POST
def nytt_datum(request, kod):
    """Begin today's date of the form."""
    elev = elever.hamta_elev_att_bedoma(request.user, kod)
    try:
        individ.nytt_datum(elev, av=request.user)
    except regler.OgiltigError as fel:
        messages.error(request, str(fel))
    return redirect("individ", elev.kod)


@require_POST
def hamta(request, kod):
    """Take over the ten shared statements from the class round, to be confirmed."""
    kartlaggning = urval.hamta_individ(request.user, kod, urval.far_styra)
    behorighet.krav(urval.far_markera(request.user, kartlaggning))
    return _efter_andring(
        request,
        kartlaggning,
        lambda: individ.hamta_fran_klassen(kartlaggning, av=request.user),
        lambda antal: (
            f"{antal} svar hämtade från klassens kartläggning. Bekräfta dem ett och ett, eller alla på en gång."
        ),
        "Det finns inget mer att hämta från klassens kartläggning.",
    )


@require_POST
def bekrafta(request, kod):
    """Confirm everything that was taken over."""
    kartlaggning = urval.hamta_individ(request.user, kod, urval.far_markera)
    return _efter_andring(
        request,
        kartlaggning,
        lambda: individ.bekrafta_hamtade(kartlaggning, av=request.user),
        lambda antal: f"{antal} svar bekräftade.",
        "Inget svar väntar på att bekräftas.",
    )


def _efter_andring(request, kartlaggning: Kartlaggning, gor, sagt, inget: str):
    """Do it, tell how many squares it concerned, and show the form again."""
    try:
        sparat = gor()
    except regler.StangdError as fel:
        messages.error(request, str(fel))
    else:
        antal = len(sparat.sparade) if sparat else 0
        messages.info(request, sagt(antal) if antal else inget)
    return redirect(till_formularet(kartlaggning, request.user))


@require_POST
def ta_tillbaka(request, kod):
    """Remove a date or a question that was begun by mistake."""
    kartlaggning = urval.hamta_individ(request.user, kod, urval.far_styra)
    elev = kartlaggning.elev
    try:
        individ.ta_tillbaka(kartlaggning, av=request.user)
    except (regler.OgiltigError, regler.StangdError) as fel:
        messages.error(request, str(fel))
    else:
        messages.success(request, "Frågan är återtagen." if kartlaggning.tillfragad_id else "Datumet är borttaget.")
    return redirect("individ", elev.kod)


@require_http_methods(["GET", "POST"])
def fraga(request, kod):
    """Ask colleagues for their view of the pupil."""
    elev = elever.hamta_elev_att_bedoma(request.user, kod)
    redan = {k.kollega_id for k in formular.las(elev).kolumner if k.kollega and k.oppen}
    kollegor = behorighet.kan_tillfragas(elev).exclude(pk__in=redan | {request.user.pk})
    form = KollegorForm(request.POST if request.method == "POST" else None, kollegor=kollegor)
    if request.method == "POST" and form.is_valid():
        try:
            fragade = individ.fraga_kollegor(elev, form.cleaned_data["kollegor"], av=request.user)
        except regler.OgiltigError as fel:
            messages.error(request, str(fel))
        else:
            namn = ", ".join(kollega.namn for kollega in fragade)
            messages.success(request, f"Frågan visas nu på startsidan för {namn}.")
        return redirect("individ", elev.kod)
    kontext = {"elev": elev, "klass": elever.klass_nu(elev, request.user), "form": form, "finns": kollegor.exists()}
    return render(request, "kartlaggning/fraga.html", kontext, status=422 if form.errors else 200)
