"""Every address of the platform, by face, and the pages for what goes wrong."""

from django.contrib import admin
from django.urls import include, path

from hejie_platform.api.urls import api

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/v1/", api.urls),
    path("", include("hejie_platform.web.urls")),
]

handler400 = "hejie_platform.web.errors.bad_request"
handler403 = "hejie_platform.web.errors.forbidden"
handler404 = "hejie_platform.web.errors.not_found"
handler429 = "hejie_platform.web.errors.too_many"
handler500 = "hejie_platform.web.errors.server_error"
