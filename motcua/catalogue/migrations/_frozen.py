"""SQL that keeps a published version as it is, whoever asks: its own row and every row that belongs to it.

A draft may be changed freely. Of a published version only the end may be set or drawn nearer, and it may
be retired. Rows of its parts can be neither added, changed nor deleted. The guard locks the version
against being published meanwhile.
"""

VERSION = """
CREATE FUNCTION catalogue_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE open_columns text[] := ARRAY['state', 'retired_at', 'effective_to'];
BEGIN
  IF OLD.state = 'draft' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'a published version is never deleted (%)', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF to_jsonb(NEW) - open_columns <> to_jsonb(OLD) - open_columns
     OR NEW.state = 'draft' OR (OLD.state = 'retired' AND NEW.state <> 'retired')
     OR (OLD.retired_at IS NOT NULL AND NEW.retired_at IS DISTINCT FROM OLD.retired_at)
     OR COALESCE(NEW.effective_to, 'infinity') > COALESCE(OLD.effective_to, 'infinity') THEN
    RAISE EXCEPTION 'a published version never changes (%)', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER catalogue_version_frozen BEFORE UPDATE OR DELETE ON catalogue_procedureversion
  FOR EACH ROW EXECUTE FUNCTION catalogue_version_frozen();
"""

# How the touched rows of a table lead to their version.
_OF_VERSION = "SELECT t.version_id FROM touched t"
_OF_PROCESS = "SELECT p.version_id FROM touched t JOIN catalogue_process p ON p.id = t.process_id"
_OF_STEP = """SELECT p.version_id FROM touched t JOIN catalogue_step s ON s.id IN (t.before_id, t.after_id)
              JOIN catalogue_process p ON p.id = s.process_id"""

_GUARD = """
CREATE FUNCTION catalogue_{kind}_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE frozen uuid;
BEGIN
  SELECT locked.id INTO frozen FROM (
    SELECT v.id, v.state FROM catalogue_procedureversion v WHERE v.id IN ({versions}) FOR SHARE
  ) locked WHERE locked.state <> 'draft' LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION '% of a published version never changes (%)', TG_TABLE_NAME, frozen
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
"""

_TRIGGERS = """
CREATE TRIGGER frozen_insert AFTER INSERT ON {table} REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION catalogue_{kind}_frozen();
CREATE TRIGGER frozen_update_old AFTER UPDATE ON {table} REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION catalogue_{kind}_frozen();
CREATE TRIGGER frozen_update_new AFTER UPDATE ON {table} REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION catalogue_{kind}_frozen();
CREATE TRIGGER frozen_delete AFTER DELETE ON {table} REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION catalogue_{kind}_frozen();
"""

_PARTS = [
    "areaextension",
    "case",
    "component",
    "extension",
    "fee",
    "legalbasis",
    "onlinelevel",
    "process",
    "rawtext",
    "result",
    "way",
]


def _guards() -> str:
    kinds = {"part": _OF_VERSION, "step": _OF_PROCESS, "steplink": _OF_STEP}
    functions = [_GUARD.format(kind=kind, versions=versions) for kind, versions in kinds.items()]
    tables = [("part", name) for name in _PARTS] + [("step", "step"), ("steplink", "steplink")]
    triggers = [_TRIGGERS.format(kind=kind, table=f"catalogue_{name}") for kind, name in tables]
    return "".join(functions + triggers)


FORWARD = VERSION + _guards()
