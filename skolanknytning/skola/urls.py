from django.urls import path

from .views import elev, inbjudan, inlasning, klass, lasar, logg, personal, skola

skola_urls = [
    path("skola/<kod:kod>/", skola.administration, name="skola_administration"),
    path("skola/<kod:kod>/installningar/", skola.installningar, name="skola_installningar"),
    path("skola/<kod:kod>/nytt-lasar/", lasar.nytt_lasar, name="skola_nytt_lasar"),
    path("skola/<kod:kod>/logg/", logg.visa, name="skola_logg"),
]

klass_urls = [
    path("skola/<kod:kod>/klasser/", klass.lista, name="klass_lista"),
    path("skola/<kod:kod>/klasser/ny/", klass.ny, name="klass_ny"),
    path("klass/<kod:kod>/uppgifter/", klass.uppgifter, name="klass_uppgifter"),
    path("klass/<kod:kod>/andra/", klass.andra, name="klass_andra"),
    path("klass/<kod:kod>/ta-bort/", klass.ta_bort, name="klass_ta_bort"),
    path("klass/<kod:kod>/elever/ny/", elev.ny, name="elev_ny"),
]

elev_urls = [
    path("elev/<kod:kod>/uppgifter/", elev.uppgifter, name="elev_uppgifter"),
    path("elev/<kod:kod>/andra/", elev.andra, name="elev_andra"),
    path("elev/<kod:kod>/placera/", elev.placera, name="elev_placera"),
    path("elev/<kod:kod>/lamna/<kod:klass>/", elev.lamna, name="elev_lamna"),
    path("elev/<kod:kod>/sluta/", elev.sluta, name="elev_sluta"),
    path("elev/<kod:kod>/skydd/", elev.skydd, name="elev_skydd"),
]

personal_urls = [
    path("skola/<kod:kod>/personal/", personal.lista, name="personal_lista"),
    path("skola/<kod:kod>/personal/ny/", personal.ny, name="personal_ny"),
    path("skola/<kod:kod>/personal/<kod:person>/", personal.uppgifter, name="personal_uppgifter"),
    path("skola/<kod:kod>/personal/<kod:person>/roller/", personal.roller, name="personal_roller"),
    path("skola/<kod:kod>/personal/<kod:person>/konto/", personal.konto, name="personal_konto"),
    path("skola/<kod:kod>/personal/<kod:person>/lank/", personal.lank, name="personal_lank"),
    path("skola/<kod:kod>/personal/<kod:person>/avsluta/", personal.avsluta, name="personal_avsluta"),
    path("inbjudan/<str:token>/", inbjudan.inbjudan, name="inbjudan"),
]

inlasning_urls = [
    path("skola/<kod:kod>/klasslista/", inlasning.for_skola, name="klasslista_las_in"),
    path("klass/<kod:kod>/klasslista/", inlasning.for_klass, name="klass_las_in"),
    path("inlasning/<kod:kod>/", inlasning.granska, name="inlasning_granska"),
    path("inlasning/<kod:kod>/avbryt/", inlasning.avbryt, name="inlasning_avbryt"),
]

urlpatterns = skola_urls + klass_urls + elev_urls + personal_urls + inlasning_urls
