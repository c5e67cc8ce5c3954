"""What the application's role may do to each table.

Migrations run under the owner's role. The application may read and write rows, but not change the shape
of a table, and not touch what was written to an append-only one: that is refused by the missing grant
here and by a trigger in the table's own migration.
"""

from django.apps import apps


def append_only_tables() -> list[str]:
    """Tables of models that declare `append_only = True`."""
    return sorted(m._meta.db_table for m in apps.get_models() if getattr(m, "append_only", False))


def apply(owner, *, application: str) -> None:
    """Give the role `application` its rights on all tables that the connection `owner` owns.

    Nothing happens when both are one role (a server with a single role): then only the triggers protect.
    """
    role = owner.ops.quote_name(application)
    with owner.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone()[0] == application:
            return
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {role}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}")
        for table in append_only_tables():
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {owner.ops.quote_name(table)} FROM {role}")
