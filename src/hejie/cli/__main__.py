"""`python -m hejie.cli` is `hejie`."""

import sys

from hejie.cli import main

if __name__ == "__main__":
    sys.exit(main())
