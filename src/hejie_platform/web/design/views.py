"""Every component with sample values, for whoever builds or judges a page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hejie_platform.core import clock
from hejie_platform.core.modes import Mode
from hejie_platform.web.design import samples


@require_GET
def parts(request: HttpRequest) -> HttpResponse:
    if settings.HEJIE_MODE is not Mode.DEMO:
        raise Http404
    return render(request, "design/parts.html", samples.every(clock.now()))
