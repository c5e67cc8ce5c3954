"""What the database itself refuses, as operations of migrations.

The application's role has no such grant (motcua.server.grants); these triggers stop the owner as well. They
fire even under `session_replication_role = replica`; only somebody who disables them gets past, and is found
by the checkpoints.
"""

from django.db.migrations import RunSQL

REFUSE_CHANGE = """
CREATE FUNCTION journal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused. Record a correction as a new row.', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;
"""

# The numbers are those of events.TOLERANCE; `now()` is the beginning of the transaction.
CHECK_TIMES = """
CREATE FUNCTION journal_is_demonstration() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM journal_event WHERE subject_kind = 'installation' AND subject_id = 'self'
                   AND seq = 1 AND payload ->> 'kind' = 'demonstration')
$$;
CREATE FUNCTION journal_check_times() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    tolerance CONSTANT interval := interval '10 seconds';
    clock CONSTANT timestamptz := clock_timestamp();
    away CONSTANT boolean := NEW.recorded_at NOT BETWEEN clock - tolerance AND clock + tolerance;
BEGIN
    IF away AND NOT journal_is_demonstration() THEN
        RAISE EXCEPTION 'recorded_at % is not the clock of this database', NEW.recorded_at
            USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.occurred_at > NEW.recorded_at + tolerance THEN
        RAISE EXCEPTION 'occurred_at % lies in the future', NEW.occurred_at USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.occurred_at < LEAST(NEW.recorded_at, now()) - tolerance AND NOT NEW.payload ? 'late_entry' THEN
        RAISE EXCEPTION 'occurred_at % is past and not marked as a late entry', NEW.occurred_at
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER journal_check_times BEFORE INSERT ON journal_event
    FOR EACH ROW EXECUTE FUNCTION journal_check_times();
"""

# What people recorded before an installation said what it is was recorded as in a real one. The seeds, which
# any command loads into an empty database, were recorded by the system.
CHECK_BEGINNING = """
CREATE FUNCTION journal_check_beginning() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.payload ->> 'kind' = 'demonstration'
       AND EXISTS (SELECT FROM journal_event WHERE actor_id <> 'system') THEN
        RAISE EXCEPTION 'an installation with a history cannot become a demonstration'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER journal_check_beginning BEFORE INSERT ON journal_event FOR EACH ROW
    WHEN (NEW.subject_kind = 'installation' AND NEW.subject_id = 'self' AND NEW.seq = 1)
    EXECUTE FUNCTION journal_check_beginning();
"""


def append_only(table: str) -> RunSQL:
    """The operation that makes `table` refuse UPDATE, DELETE and TRUNCATE to everybody.

    For a model with `append_only = True`, in its migration, after journal's 0001_initial.
    """
    return RunSQL(
        f"""
        CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_change();
        ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only;
        """,
        f"DROP TRIGGER {table}_append_only ON {table}",
    )


def functions() -> list[RunSQL]:
    """The operations that make the functions, and the triggers on the table of events."""
    return [
        RunSQL(REFUSE_CHANGE, "DROP FUNCTION journal_refuse_change()"),
        RunSQL(
            CHECK_TIMES,
            """
            DROP TRIGGER journal_check_times ON journal_event;
            DROP FUNCTION journal_check_times(); DROP FUNCTION journal_is_demonstration();
            """,
        ),
        RunSQL(
            CHECK_BEGINNING,
            "DROP TRIGGER journal_check_beginning ON journal_event; DROP FUNCTION journal_check_beginning();",
        ),
    ]
