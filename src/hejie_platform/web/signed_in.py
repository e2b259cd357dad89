"""The request of a view that only somebody who is logged in can reach (`login_required`)."""

from typing import Any

from django.http import HttpRequest


class SignedIn(HttpRequest):
    """For annotations: `user` is an account, never an anonymous visitor. Faces know no models, hence Any."""

    user: Any
