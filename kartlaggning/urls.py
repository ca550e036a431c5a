from django.urls import path

from .views import (
    anteckning,
    datum,
    dimension,
    fargark,
    forslag,
    individ,
    individutskrift,
    livscykel,
    rutnat,
    sammanstallning,
    spara,
    utskrift,
)

klass_urls = [
    path("klass/<kod:kod>/kartlaggning/", livscykel.starta, name="kartlaggning_starta"),
    path("klass/<kod:kod>/las-in-fargark/", fargark.las_in, name="fargark_las_in"),
    path("klass/<kod:kod>/blankett.pdf", utskrift.blankett, name="kartlaggning_blankett"),
    path("blankett.pdf", utskrift.blankett_tom, name="blankett_tom"),
]

fargark_urls = [
    path("fargark/<kod:kod>/", fargark.granska, name="fargark_granska"),
    path("fargark/<kod:kod>/avbryt/", fargark.avbryt, name="fargark_avbryt"),
]

kartlaggning_urls = [
    path("kartlaggning/<kod:kod>/", rutnat.rutnat, name="kartlaggning"),
    path("kartlaggning/<kod:kod>/markera/", spara.markera, name="kartlaggning_markera"),
    path("kartlaggning/<kod:kod>/nytt/", spara.nytt, name="kartlaggning_nytt"),
    path("kartlaggning/<kod:kod>/pastaende/<int:nummer>/", rutnat.pastaende, name="kartlaggning_pastaende"),
    path("kartlaggning/<kod:kod>/anteckning/<slug:falt>/", anteckning.anteckning, name="kartlaggning_anteckning"),
    path("kartlaggning/<kod:kod>/anteckning/<slug:falt>/versioner/", anteckning.versioner, name="anteckning_versioner"),
    path("kartlaggning/<kod:kod>/stang/", livscykel.stang, name="kartlaggning_stang"),
    path("kartlaggning/<kod:kod>/oppna/", livscykel.oppna, name="kartlaggning_oppna"),
    path(
        "kartlaggning/<kod:kod>/sammanstallning/",
        sammanstallning.sammanstallning,
        name="kartlaggning_sammanstallning",
    ),
    path("kartlaggning/<kod:kod>/utskrift/", utskrift.utskrift, name="kartlaggning_utskrift"),
    path("kartlaggning/<kod:kod>/kartlaggning.pdf", utskrift.kartlaggning_pdf, name="kartlaggning_pdf"),
    path("kartlaggning/<kod:kod>/kartlaggning.xlsx", utskrift.kartlaggning_xlsx, name="kartlaggning_xlsx"),
]

individ_urls = [
    path("elev/<kod:kod>/kartlaggning/", individ.formularet, name="individ"),
    path("elev/<kod:kod>/kartlaggning/nytt-datum/", datum.nytt_datum, name="individ_nytt_datum"),
    path("elev/<kod:kod>/kartlaggning/kollegor/", datum.fraga, name="individ_fraga"),
    path("kartlaggning/<kod:kod>/min-bild/", individ.svara, name="individ_svara"),
    path("kartlaggning/<kod:kod>/dimension/<slug:dimension>/", dimension.dimension, name="individ_dimension"),
    path("kartlaggning/<kod:kod>/hamta/", datum.hamta, name="individ_hamta"),
    path("kartlaggning/<kod:kod>/bekrafta/", datum.bekrafta, name="individ_bekrafta"),
    path("kartlaggning/<kod:kod>/ta-tillbaka/", datum.ta_tillbaka, name="individ_ta_tillbaka"),
]

elev_urls = [
    path("elev/<kod:kod>/kartlaggning/utskrift/", individutskrift.utskrift, name="individ_utskrift"),
    path("elev/<kod:kod>/kartlaggning.pdf", individutskrift.individ_pdf, name="individ_pdf"),
    path("elev/<kod:kod>/blankett.pdf", individutskrift.blankett, name="individ_blankett"),
    path("blankett-individ.pdf", individutskrift.blankett_tom, name="individ_blankett_tom"),
]

forslag_urls = [
    path("kartlaggning/<kod:kod>/individer/", forslag.starta, name="forslag_starta"),
    path("elev/<kod:kod>/forslag/avsta/", forslag.avsta, name="forslag_avsta"),
    path("elev/<kod:kod>/kartlaggning/starta/", forslag.starta_utan, name="individ_starta"),
]

urlpatterns = klass_urls + fargark_urls + kartlaggning_urls + elev_urls + individ_urls + forslag_urls
