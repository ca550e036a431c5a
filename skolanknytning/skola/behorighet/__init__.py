"""The one place that answers "may this person…?".

Every answer is read anew for each request (``request.user`` is loaded anew), so a changed role takes effect
at the next request. Another school's object is never found (404); a role that is not enough inside the school
is 403.

======================  ======================================================================
Role                    Sees
======================  ======================================================================
mentor                  the classes they are mentor of, and the same class in earlier läsår, with their analyses;
                        plans of the class while it is theirs, until it moves up to others
elevhälsa               every class's summary and analysis, and the school's; names of flagged pupils only, and those
                        pupils' own pages
rektor                  every class, its colours, prints and analysis, and the school's; every pupil's page; the log;
                        extracts from the register
lärare                  nothing of their own; what a mentor asks them about, until they have answered
administratör           schools, classes, staff, class lists; never colours
======================  ======================================================================

A pupil's own page follows the pupil: the mentors of the class the pupil is in now see all of it, earlier ones nothing.
A pupil with protected identity is seen only by the staff named for that pupil, whatever their role.

``grund`` holds roles and schools, ``klasser`` what is asked of a class, ``elever`` what is asked of one pupil,
``moten`` of meetings. Ask the
package: ``behorighet.far_se_farger(person, klass)``.
"""

from .elever import (
    ar_elevens_mentor,
    elever_att_bedoma,
    far_bedoma_elev,
    far_folja_elev,
    far_svara_om_elev,
    far_ta_ut_registerutdrag,
    hamta_elev,
    hamta_elev_uppgifter,
    hamta_skyddad_elev,
    kan_tillfragas,
    med_insyn,
    namngiven_for,
    ser_dold,
    synliga_elever,
    synliga_namn,
    utan_dolda,
)
from .grund import (
    KAN_TILLFRAGAS,
    SER_ALLA_KLASSER,
    far_administrera,
    far_lasa_logg,
    far_styra_konto,
    hamta_skola,
    har_roll,
    krav,
    mina_skolor,
    roller,
    skolor_med_roll,
    synliga_skolor,
)
from .klasser import (
    ar_mentor,
    ar_mentor_nu,
    far_bedoma,
    far_lasa_in,
    far_se_farger,
    far_se_klass,
    far_se_sammanstallning,
    foljda_klasser,
    foljer_klassen,
    hamta_klass,
    hamta_klass_att_administrera,
    mentorskap_nu,
    synliga_klasser,
)
from .moten import att_valja_bland, far_analysera, far_lasa_analys, far_planera, far_se_skolniva, kan_delta

__all__ = [
    "KAN_TILLFRAGAS",
    "SER_ALLA_KLASSER",
    "ar_elevens_mentor",
    "ar_mentor",
    "ar_mentor_nu",
    "att_valja_bland",
    "elever_att_bedoma",
    "far_administrera",
    "far_analysera",
    "far_bedoma",
    "far_bedoma_elev",
    "far_folja_elev",
    "far_lasa_analys",
    "far_lasa_in",
    "far_lasa_logg",
    "far_planera",
    "far_se_farger",
    "far_se_klass",
    "far_se_sammanstallning",
    "far_se_skolniva",
    "far_styra_konto",
    "far_svara_om_elev",
    "far_ta_ut_registerutdrag",
    "foljda_klasser",
    "foljer_klassen",
    "hamta_elev",
    "hamta_elev_uppgifter",
    "hamta_klass",
    "hamta_klass_att_administrera",
    "hamta_skola",
    "hamta_skyddad_elev",
    "har_roll",
    "kan_delta",
    "kan_tillfragas",
    "krav",
    "med_insyn",
    "mentorskap_nu",
    "mina_skolor",
    "namngiven_for",
    "roller",
    "ser_dold",
    "skolor_med_roll",
    "synliga_elever",
    "synliga_klasser",
    "synliga_namn",
    "synliga_skolor",
    "utan_dolda",
]
