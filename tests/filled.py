"""The demonstration company in a database of the tests: ``python -m tests.filled [DEALS]`` lives it, or its first deals.

The database was migrated (``ORDOLUX_TEST_DATABASE_NAME``); the folder of progress and letters is ``ORDOLUX_TEST_LIFE``.
"""

import sys


def fill(only: int | None) -> None:
    """Bring the first data and live the months."""
    import django

    django.setup()
    from ordolux.edges.desk import filling
    from ordolux.process import demonstration
    from ordolux.process.demonstration.deals import deals
    from ordolux.process.demonstration.filling import Filling

    demonstration.load()
    with filling.held():
        pieces = deals()[:only] if only else None
        Filling(lambda line: print(line, flush=True), pieces=pieces).go_on()


if __name__ == "__main__":
    fill(int(sys.argv[1]) if len(sys.argv) > 1 else None)
