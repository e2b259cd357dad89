"""`python -m tests.matrix`: how the step tables differ from the reviewed file. `--accept` writes it, after showing."""

import sys

from tests import matrix


def main() -> int:
    change = matrix.difference()
    print(change or "The tables agree with the reviewed file.")
    if change and "--accept" in sys.argv[1:]:
        matrix.FILE.write_text(matrix.decided(), encoding="utf-8")
        print(f"Written: {matrix.FILE.name}. Read every line above before you commit it.")
        return 0
    return 1 if change else 0


if __name__ == "__main__":
    sys.exit(main())
