"""The judge of pages sees what it should, in a real browser, and lets a good page pass."""

import http.server
import threading
from collections.abc import Iterator

import pytest

from tests.journeys.judge import Judge

GOOD = """<!doctype html><html lang="en"><head><title>A page</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>A page</h1><p>Fine.</p></main></body></html>"""
PAGES = {
    "/good": GOOD,
    "/unnamed-field": GOOD.replace("<p>Fine.</p>", "<input type=text>"),
    "/pale": GOOD.replace("<p>", '<p style="color:#ddd;background:#fff">'),
    "/wide": GOOD.replace("<p>", '<p style="width:900px">'),
    "/noisy": GOOD.replace("<p>", "<script>console.error('lost')</script><p>"),
    "/elsewhere": GOOD.replace("<p>Fine.</p>", '<img alt="x" src="http://elsewhere.example/x.png">'),
}


class _Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGES.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pages) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def page(browser) -> Iterator[object]:
    """Judged by the test alone, since here a fault is what we want."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


def test_a_good_page_passes(phone, site: str) -> None:
    phone.goto(f"{site}/good")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/unnamed-field", "axe label"),
        ("/pale", "axe color-contrast"),
        ("/wide", "px wide on a screen of 360 px"),
        ("/noisy", "console: lost"),
        ("/elsewhere", "asked another machine"),
    ],
)
def test_a_faulty_page_is_named_with_its_fault(page, site: str, path: str, said: str) -> None:
    judge = Judge.watching(page)
    page.goto(f"{site}{path}")
    assert any(fault.startswith(path) and said in fault for fault in judge.faults()), judge.found


def test_the_good_neighbour_has_no_fault(page, site: str) -> None:
    judge = Judge.watching(page)
    page.goto(f"{site}/good")
    assert judge.faults() == []


def test_a_page_that_was_left_unjudged_is_a_fault_of_the_journey(page, site: str) -> None:
    judge = Judge.watching(page)
    page.goto(f"{site}/pale")
    page.goto(f"{site}/good")
    assert judge.faults() == ["/pale: visited, but not judged: call page.judge() there"]
