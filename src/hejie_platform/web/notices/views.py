"""Views of the notices room."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hejie_platform.core import clock
from hejie_platform.notices import actions, queries
from hejie_platform.web.notices import targets
from hejie_platform.web.notices.forms import ChannelsForm
from hejie_platform.web.signed_in import SignedIn


@require_GET
@login_required
def everything(request: SignedIn) -> HttpResponse:
    told = queries.notices_of(request.user)
    return render(
        request, "notices/everything.html", {"told": told, "unread": sum(not one.is_read for one in told)}
    )


@require_GET
@login_required
def one(request: SignedIn, ref: str) -> HttpResponse:
    """The short link of a message: marks the notice read and leads to what it is about."""
    notice = actions.mark_read(request.user, ref=ref, now=clock.now())
    if notice is None:
        raise Http404
    return redirect(targets.of(notice))


@require_POST
@login_required
def read_all(request: SignedIn) -> HttpResponse:
    actions.mark_all_read(request.user, now=clock.now())
    return redirect("notices:everything")


@require_http_methods(["GET", "POST"])
@login_required
def channels(request: SignedIn) -> HttpResponse:
    form = ChannelsForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        for channel, is_wanted in form.wanted().items():
            actions.set_channel(request.user, channel=channel, is_wanted=is_wanted)
        messages.success(request, _("Saved. You always find every notice here as well."))
        return redirect("notices:everything")
    return render(request, "notices/channels.html", {"form": form})
