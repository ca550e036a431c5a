"""Static files with a digest in their name, also for JavaScript modules that import each other."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Statiklager(CompressedManifestStaticFilesStorage):
    """The storage of drift and demo: a changed file gets a new address, an unchanged one is cached for ever."""

    support_js_module_import_aggregation = True
