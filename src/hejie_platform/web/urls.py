"""The pages, one folder per room of the house; see `pages` for how a room is found."""

from django.urls import URLPattern, URLResolver, include, path

from hejie_platform.web import pages

urlpatterns: list[URLPattern | URLResolver] = [
    path(pages.prefix(room), include((room.urlpatterns, room.app_name))) for room in pages.rooms()
]
# A library that finds its own pages by plain names cannot live in a name space.
urlpatterns += [
    path(pages.prefix(room), include(room.PLAIN_URLPATTERNS))
    for room in pages.rooms()
    if hasattr(room, "PLAIN_URLPATTERNS")
]
