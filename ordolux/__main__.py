"""``python -m ordolux``."""

import sys


def _main() -> int:
    # reading needs neither server nor database, and starts before they could be imported
    if sys.argv[1:2] == ["read"]:
        from ordolux.config.reading_command import main as read

        return read(sys.argv[2:])
    from ordolux.config.command import main

    return main()


if __name__ == "__main__":
    sys.exit(_main())
