"""The application that a server runs: `uvicorn hejie_platform.asgi:application`."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie_platform.settings")
application = get_asgi_application()
