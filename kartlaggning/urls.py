from django.urls import path

from .views import anteckning, individ, klass, livscykel, rutnat, sammanstallning, spara, utskrift

klass_urls = [
    path("klass/<kod:kod>/", klass.klass, name="klass"),
    path("klass/<kod:kod>/kartlaggning/", livscykel.starta, name="kartlaggning_starta"),
    path("klass/<kod:kod>/blankett.pdf", utskrift.blankett, name="kartlaggning_blankett"),
    path("blankett.pdf", utskrift.blankett_tom, name="blankett_tom"),
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
    path("elev/<kod:kod>/kartlaggning/nytt-datum/", individ.nytt_datum, name="individ_nytt_datum"),
    path("elev/<kod:kod>/kartlaggning/kollegor/", individ.fraga, name="individ_fraga"),
    path("kartlaggning/<kod:kod>/min-bild/", individ.svara, name="individ_svara"),
    path("kartlaggning/<kod:kod>/dimension/<slug:dimension>/", individ.dimension, name="individ_dimension"),
    path("kartlaggning/<kod:kod>/hamta/", individ.hamta, name="individ_hamta"),
    path("kartlaggning/<kod:kod>/bekrafta/", individ.bekrafta, name="individ_bekrafta"),
    path("kartlaggning/<kod:kod>/ta-tillbaka/", individ.ta_tillbaka, name="individ_ta_tillbaka"),
]

urlpatterns = klass_urls + kartlaggning_urls + individ_urls
