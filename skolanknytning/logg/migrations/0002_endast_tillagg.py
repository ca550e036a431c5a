"""The database itself refuses to change a row of the log, whatever program asks."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER logg_handelse_oforanderlig BEFORE UPDATE ON logg_handelse
BEGIN SELECT RAISE(ABORT, 'Loggen kan inte ändras.'); END;
"""
POSTGRESQL = """
CREATE FUNCTION logg_neka_andring() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'Loggen kan inte ändras.'; END $$;
CREATE TRIGGER logg_handelse_oforanderlig BEFORE UPDATE ON logg_handelse
FOR EACH ROW EXECUTE FUNCTION logg_neka_andring();
"""


def lagg_till(apps, schema_editor):
    schema_editor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def ta_bort(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER logg_handelse_oforanderlig")
    else:
        schema_editor.execute("DROP FUNCTION logg_neka_andring() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("logg", "0001_initial")]
    operations = [migrations.RunPython(lagg_till, ta_bort)]
