"""``python -m ordolux``."""

import sys

from ordolux.config.command import main

if __name__ == "__main__":
    sys.exit(main())
