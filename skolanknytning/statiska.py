"""Static files: which are served, and under names that change with their content."""

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StatiskaConfig(StaticFilesConfig):
    """Django's own, less what no page shows (``hx-*`` also names files that do not exist; the storage refuses it)."""

    ignore_patterns = (
        *StaticFilesConfig.ignore_patterns,
        "hx-*",
        "*-italic*",
        "*.rtl*",
        "bootstrap-grid*",
        "bootstrap-reboot*",
        "bootstrap-utilities*",
    )


class Statiklager(CompressedManifestStaticFilesStorage):
    """The storage of drift and demo: a changed file gets a new address, an unchanged one is cached for ever."""

    support_js_module_import_aggregation = True
