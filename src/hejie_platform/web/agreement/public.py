"""For anybody who holds a file: is it exactly an agreement that all have signed? Nothing is stored, nothing looked up."""

import base64

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from hejie_platform.agreements import queries
from hejie_platform.web.agreement import forms, words


@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Judge an uploaded file; so many in a minute from one address. Raises RateLimited."""
    form = forms.FileForm(request.POST or None, request.FILES or None)
    verdict = None
    if form.is_valid():
        ratelimit.consume(request, action="judge_file", raise_exception=True)
        verdict = queries.verify(form.cleaned_data["file"].read())
    context = {
        "form": form,
        "verdict": verdict,
        "faults": [words.FAULTS[code] for code in verdict.faults] if verdict else [],
        "signed": [(one, words.SIDES.get(one.side, one.side)) for one in verdict.signatures]
        if verdict
        else [],
        "papers": [(one, words.SIDES.get(one.side, one.side)) for one in verdict.papers] if verdict else [],
    }
    return render(request, "agreement/verify.html", context)


@require_GET
def certificate(request: HttpRequest) -> HttpResponse:
    """The certificate that signatures made here rest on, for programs that check for themselves."""
    body = base64.encodebytes(queries.root_certificate()).decode()
    pem = f"-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n"
    headers = {"Content-Disposition": 'attachment; filename="hejie-root.pem"'}
    return HttpResponse(pem, content_type="application/x-pem-file", headers=headers)
