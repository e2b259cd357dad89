"""Every address of the platform, by face."""

from django.urls import include, path

urlpatterns = [
    path("", include("hejie_platform.web.urls")),
]
