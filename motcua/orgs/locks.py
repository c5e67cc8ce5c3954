"""One change of the tree of units at a time: two moves at once could hang two units under each other."""

from django.db import connection

from motcua.orgs.models import Unit

_TREE = 0x6F726773  # "orgs"


def lock_tree() -> None:
    """Wait until no other transaction changes the tree; held until the end of this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_TREE])


def locked(unit: Unit) -> Unit:
    """The unit's row as it is now, locked until the end of the transaction."""
    return Unit.objects.select_for_update().get(pk=unit.pk)
