from django.urls import path

from .views import anteckning, livscykel, rutnat

klass_urls = [
    path("klass/<kod:kod>/kartlaggning/", livscykel.starta, name="kartlaggning_starta"),
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
]

urlpatterns = klass_urls + kartlaggning_urls
