"""The document of the API: `python tools/openapi.py` tells whether docs/openapi.json is fresh; with `--write` it writes it."""

import json
import os
import sys
import tempfile
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "docs" / "openapi.json"


def text() -> str:
    """The document as it should stand in the file."""
    os.environ.setdefault("HEJIE_MODE", "test")
    os.environ.setdefault("HEJIE_DATA", tempfile.mkdtemp(prefix="hejie-openapi-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie_platform.settings")
    import django

    django.setup()
    from hejie_platform.api.urls import document

    return json.dumps(document(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main() -> int:
    made = text()
    if "--write" in sys.argv:
        TARGET.write_text(made, encoding="utf-8")
        return 0
    is_fresh = TARGET.exists() and TARGET.read_text(encoding="utf-8") == made
    print(
        "docs/openapi.json is fresh" if is_fresh else "docs/openapi.json is stale: tools/openapi.py --write"
    )
    return 0 if is_fresh else 1


if __name__ == "__main__":
    sys.exit(main())
