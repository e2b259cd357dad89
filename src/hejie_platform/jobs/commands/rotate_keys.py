"""`rotate-keys`: seal every value and data key under the first key of the ring.

Put a new line first in the keyring, restart, run this, and the old key opens nothing any more. The last line
of the ring must stay: look-ups by e-mail hash and the anchors' signature rest on it.
"""

from collections.abc import Sequence


def main(arguments: Sequence[str]) -> int:
    import django

    django.setup()
    from hejie_platform.core import rotation

    print(f"{rotation.seal_everything_anew()} values were sealed under the newest key.")
    return 0
