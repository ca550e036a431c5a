from django.urls import path

from .views import anteckning, klass, livscykel, rutnat, sammanstallning, utskrift

klass_urls = [
    path("klass/<kod:kod>/", klass.klass, name="klass"),
    path("klass/<kod:kod>/kartlaggning/", livscykel.starta, name="kartlaggning_starta"),
    path("klass/<kod:kod>/blankett.pdf", utskrift.blankett, name="kartlaggning_blankett"),
    path("blankett.pdf", utskrift.blankett_tom, name="blankett_tom"),
]

kartlaggning_urls = [
    path("kartlaggning/<kod:kod>/", rutnat.rutnat, name="kartlaggning"),
    path("kartlaggning/<kod:kod>/markera/", rutnat.markera, name="kartlaggning_markera"),
    path("kartlaggning/<kod:kod>/nytt/", rutnat.nytt, name="kartlaggning_nytt"),
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

urlpatterns = klass_urls + kartlaggning_urls
