"""Connections to the database that the threads of a process keep between one job or mail and the next."""

from django.db import connections


def keep_connections() -> None:
    """From now on each thread of this process keeps its connection; Django's ``close_old_connections``, which stands around
    each job and mail, leaves one that lives and asks one that died with the database to be made anew.

    A new connection has every table and statement to learn again, which costs PostgreSQL more than most jobs do.
    """
    told = connections.settings["default"]
    if "pool" not in told.get("OPTIONS", {}):
        told["CONN_MAX_AGE"], told["CONN_HEALTH_CHECKS"] = None, True
