"""For anybody who holds a certificate of a computation: is every figure right? Nothing is stored, nothing looked up."""

from collections.abc import Mapping
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from hejie import certificates
from hejie_platform.notices.queries import say
from hejie_platform.web.verify import forms


def as_file(certificate: Mapping[str, Any], name: str) -> HttpResponse:
    """A certificate to keep; `name` says of what."""
    headers = {
        "Content-Disposition": f'attachment; filename="hejie-{name}.json"',
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(certificates.to_bytes(certificate), content_type="application/json", headers=headers)


@require_http_methods(["GET", "POST"])
def computation(request: HttpRequest) -> HttpResponse:
    """Recompute an uploaded certificate; so many in a minute from one address. Raises RateLimited."""
    form = forms.CertificateForm(request.POST or None, request.FILES or None)
    bounds = certificates.PUBLIC
    verdict = None
    if form.is_valid():
        ratelimit.consume(request, action="judge_file", raise_exception=True)
        verdict = certificates.verify_bytes(form.cleaned_data["file"].read(bounds.bytes + 1), bounds=bounds)
    context = {
        "form": form,
        "verdict": verdict,
        "said": [say(one.code, one.facts) for one in verdict.messages] if verdict else [],
        "faults": [(fault.field, say(fault.code, fault.facts)) for fault in verdict.faults]
        if verdict
        else [],
    }
    return render(request, "verify/computation.html", context)
