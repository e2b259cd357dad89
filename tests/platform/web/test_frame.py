"""What surrounds every page: language, colours, help, the strict policy, little weight, and kind error pages."""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

import hejie_platform.web
from hejie_platform.web import errors, pages
from hejie_platform.web.middleware import DEMO_ENTRY, POLICY
from tests.platform.cast import Cast
from tests.platform.web.samples import logged_in

pytestmark = pytest.mark.django_db
STATIC = Path(hejie_platform.web.__file__).parent / "static"
ENGLISH = {"accept-language": "en"}


def text(response: Any) -> str:
    return str(response.content.decode())


# --- language and colours --------------------------------------------------------------------------


def test_chinese_unless_the_browser_or_the_person_says_otherwise() -> None:
    assert 'lang="zh-hans"' in text(Client().get("/"))
    assert 'lang="zh-hans"' in text(Client().get("/", headers={"accept-language": "fr"}))
    assert 'lang="en"' in text(Client().get("/", headers=ENGLISH))


def test_traditional_chinese_is_a_language_of_the_pages() -> None:
    page = text(Client().get("/about/", headers={"accept-language": "zh-TW"}))
    assert 'lang="zh-hant"' in page
    assert "調解" in page
    client = Client()
    client.post("/language/", {"language": "zh-hant", "next": "/about/"})
    assert "調解" in text(client.get("/about/"))


def test_switching_the_language_keeps_the_place() -> None:
    client = Client()
    back = client.post("/language/", {"language": "en", "next": "/about/?a=1"})
    assert back.headers["Location"] == "/about/?a=1"
    assert 'lang="en"' in text(client.get("/about/?a=1"))
    assert 'name="next" value="/about/?a=1"' in text(client.get("/about/?a=1"))


def test_a_language_chosen_by_somebody_known_is_remembered_for_messages(cast: Cast) -> None:
    logged_in(cast.borrower).post("/language/", {"language": "en", "next": "/"})
    cast.borrower.refresh_from_db()
    assert cast.borrower.language == "en"


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
@pytest.mark.parametrize("switch", ["/language/", "/colours/"])
def test_a_switch_never_leads_elsewhere(switch: str, elsewhere: str) -> None:
    assert Client().post(switch, {"next": elsewhere}).headers["Location"] == "/"


def test_an_unknown_language_or_colour_changes_nothing() -> None:
    client = Client()
    client.post("/language/", {"language": "xx", "next": "/"})
    client.post("/colours/", {"theme": "<pink>", "next": "/"})
    assert set(client.cookies) <= {"csrftoken", "sessionid"}


def test_colours_are_a_small_form_that_works_without_javascript() -> None:
    client = Client()
    assert 'data-theme="auto"' in text(client.get("/"))
    client.post("/colours/", {"theme": "dark", "next": "/"})
    assert 'data-theme="dark"' in text(client.get("/"))


# --- navigation ------------------------------------------------------------------------------------

MOST_AT_HAND = 4  # with "More" beside them they stand in one line of 360 px


def navigation(client: Client, path: str) -> tuple[str, str, str]:
    """The row itself, the word that opens the rest, and the rest."""
    page = text(client.get(path, headers=ENGLISH, follow=True))
    nav = page[page.index('<nav class="main-nav"') : page.index("</nav>")]
    row, rest = nav.split('<details class="more">')
    word, rest = rest.split("</details>")
    return row, word, rest


def hrefs(part: str) -> list[str]:
    return re.findall(r'<a href="([^"]+)"', part)


@pytest.mark.parametrize(
    "who", ["borrower", "officer", "checker", "mediator", "reviewer", "supervisor", "operator"]
)
def test_few_links_are_at_hand_and_every_other_one_is_behind_one_word(who: str, cast: Cast) -> None:
    row, _, rest = navigation(logged_in(getattr(cast, who)), "/account/")
    due = {reverse(link.name) for link in pages.navigation() if link.audience in {"anyone", who}}
    assert 1 < len(hrefs(row)) <= MOST_AT_HAND
    assert sorted(hrefs(row) + hrefs(rest)) == sorted(due)
    assert 'action="/account/logout/"' in rest


def test_more_is_grouped_under_headings_and_opens_without_a_script(cast: Cast) -> None:
    _, word, rest = navigation(logged_in(cast.officer), "/lender/")
    assert "<summary" in word
    assert re.findall(r"<h2>([^<]+)</h2>", rest) == ["Work", "Our organisation", "About me"]


def test_the_page_one_is_on_is_marked_and_so_is_the_page_it_lies_below(cast: Cast) -> None:
    client = logged_in(cast.officer)
    row, word, rest = navigation(client, "/lender/")
    assert 'href="/lender/" aria-current="page"' in row
    assert "aria-current" not in rest
    assert 'class="here"' not in word
    row, word, rest = navigation(client, "/lender/policy/")
    assert "aria-current" not in row
    assert 'href="/lender/policy/" aria-current="page"' in rest
    assert 'class="here"' in word
    row, word, rest = navigation(client, "/account/identity/")
    assert 'href="/account/" aria-current="true"' in rest


# --- help ------------------------------------------------------------------------------------------


@pytest.mark.feature("J04")
def test_help_is_one_link_away_and_names_people_and_lines() -> None:
    assert 'href="/help/"' in text(Client().get("/nowhere/"))
    page = text(Client().get("/help/"))
    for line in ("12356", "12378", "12348", "110"):
        assert f'href="tel:{line}"' in page


# --- safety and weight -----------------------------------------------------------------------------


def test_the_policy_allows_nothing_inline_and_nobody_else() -> None:
    assert Client().get("/").headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


def test_no_template_carries_inline_script_or_style() -> None:
    templates = STATIC.parent / "templates"
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\"")
    wrong = [
        path.name for path in templates.rglob("*.html") if inline.search(path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_the_first_page_weighs_less_than_100_kb() -> None:
    page = text(Client().get("/"))
    files = re.findall(r'(?:href|src)="/static/([^"]+)"', page)
    assert "web/hejie.css" in files
    weight = len(page.encode()) + sum((STATIC / name).stat().st_size for name in set(files))
    assert weight < 100_000


def test_no_font_is_fetched() -> None:
    css = (STATIC / "web/hejie.css").read_text(encoding="utf-8")
    assert "@font-face" not in css
    assert "@import" not in css
    assert "url(" not in css


def test_what_others_wrote_is_named_with_licence_and_hash() -> None:
    vendor = STATIC / "vendor"
    manifest = json.loads((vendor / "manifest.json").read_text(encoding="utf-8"))["files"]
    for row in manifest:
        data = (vendor / row["file"]).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (row["sha256"], row["bytes"]), row["file"]
        assert (vendor / row["licence_file"]).stat().st_size > 300
    listed = {row["file"] for row in manifest} | {row["licence_file"] for row in manifest} | {"manifest.json"}
    found = {str(path.relative_to(vendor)) for path in vendor.rglob("*") if path.is_file()}
    assert found == listed


# --- contrast --------------------------------------------------------------------------------------


def tokens(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def themes() -> dict[str, dict[str, str]]:
    css = (STATIC / "web/hejie.css").read_text(encoding="utf-8")
    light = css[: css.index("@media")]
    dark = css[css.index(':root[data-theme="dark"] {') :].partition("}")[0]
    by_device = css[css.index("(prefers-color-scheme: dark)") :].partition("}")[0]
    assert tokens(dark) == tokens(by_device), "dark by choice and dark by device differ"
    return {"light": tokens(light), "dark": tokens(light) | tokens(dark)}


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


# text on ground, and how much it needs: AAA for body text, AA for the rest, 3 for edges and focus rings.
PAIRS = [
    *(
        (("ink", ground), 7.0)
        for ground in ("paper", "card", "primary-soft", "amber-soft", "blue-soft", "green-soft", "red-soft")
    ),
    *((("muted", ground), 4.5) for ground in ("paper", "card", "primary-soft", "line")),
    *(
        (("primary", ground), 4.5)
        for ground in ("paper", "card", "primary-soft", "amber-soft", "blue-soft", "green-soft")
    ),
    (("on-primary", "primary"), 4.5),
    (("on-red", "red"), 4.5),
    *(((f"{tone}-ink", f"{tone}-soft"), 4.5) for tone in ("amber", "blue", "green", "red")),
    *(((f"{tone}-ink", "card"), 4.5) for tone in ("amber", "blue", "green", "red")),
    (("edge", "paper"), 3.0),
    (("edge", "card"), 3.0),
    (("focus", "paper"), 3.0),
]


@pytest.mark.parametrize(("pair", "least"), PAIRS)
def test_every_text_stands_out_from_its_ground_by_day_and_by_night(
    pair: tuple[str, str], least: float
) -> None:
    for name, theme in themes().items():
        ratio = contrast(theme[pair[0]], theme[pair[1]])
        assert ratio >= least, f"{pair[0]} on {pair[1]} in {name}: {ratio:.2f}"


# --- what goes wrong -------------------------------------------------------------------------------


def test_a_page_that_is_not_there_reveals_nothing(cast: Cast) -> None:
    strange = logged_in(cast.stranger).get("/account/identity/0123456789/", headers=ENGLISH)
    nowhere = logged_in(cast.stranger).get("/nowhere/", headers=ENGLISH)
    assert strange.status_code == nowhere.status_code == 404
    for response in (strange, nowhere):
        assert "There is no such page here" in text(response)
    assert "nowhere" not in re.sub(r'name="next" value="[^"]*"', "", text(nowhere))


def test_an_upload_beyond_the_limit_is_answered_kindly() -> None:
    response = Client().post(
        "/account/identity/",
        data=b"x",
        content_type="multipart/form-data; boundary=x",
        headers=ENGLISH,
        CONTENT_LENGTH=str(200 * 1024**2),
    )
    assert response.status_code == 413
    assert "20 MB" in text(response)


def test_a_form_of_unusual_size_is_answered_kindly(settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    response = Client().post("/language/", {"next": "x" * 1000}, headers=ENGLISH)
    assert response.status_code == 413


def test_a_form_without_its_token_is_explained() -> None:
    response = Client(enforce_csrf_checks=True).post("/language/", {"language": "en"}, headers=ENGLISH)
    assert response.status_code == 403
    assert "open for too long" in text(response)


def test_the_page_for_our_own_failure_needs_nothing_that_can_fail(
    django_assert_num_queries: Any,
) -> None:
    with django_assert_num_queries(0):
        response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "出了问题" in text(response)


@pytest.mark.parametrize(
    ("view", "status"), [(errors.bad_request, 400), (errors.forbidden, 403), (errors.too_many, 429)]
)
def test_each_error_has_a_page_that_says_what_to_do(rf: RequestFactory, view: Any, status: int) -> None:
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/")
    request.user = AnonymousUser()
    response = view(request)
    assert response.status_code == status
    assert 'class="button"' in text(response)


# --- the demo's pages ------------------------------------------------------------------------------


def test_the_page_of_components_exists_in_the_demo_alone(request: pytest.FixtureRequest) -> None:
    assert Client().get("/design/").status_code == 404
    request.getfixturevalue("demo")
    for language in ("zh-hans", "en"):
        page = Client().get("/design/", headers={"accept-language": language})
        assert page.status_code == 200
        for part in (
            "turn",
            "task-list",
            "step-line",
            "error-summary",
            "timeline",
            "room-banner",
            "pagination",
        ):
            assert f'class="{part}' in text(page), part


def test_one_click_entry_counts_as_second_factor_in_the_demo_alone(
    cast: Cast, request: pytest.FixtureRequest
) -> None:
    cast.officer.authenticator_set.all().delete()
    client = logged_in(cast.officer)
    session = client.session
    session[DEMO_ENTRY] = True
    session.save()
    assert client.get("/account/").status_code == 302
    request.getfixturevalue("demo")
    assert client.get("/account/").status_code == 200


# --- the admin -------------------------------------------------------------------------------------


def test_the_admin_is_for_staff_of_the_platform_and_changes_nothing(cast: Cast) -> None:
    assert Client().get("/admin/").status_code == 302
    assert logged_in(cast.officer).get("/admin/").status_code == 302
    assert logged_in(cast.officer).get("/admin/login/").status_code == 403
    boss = cast.operator
    boss.is_staff = boss.is_superuser = True
    boss.save()
    client = logged_in(boss)
    assert client.get("/admin/").status_code == 200
    page = client.get(f"/admin/people/user/{cast.borrower.pk}/change/")
    assert page.status_code == 200
    assert str(cast.borrower.email) not in text(page)
    assert (
        client.post(f"/admin/people/user/{cast.borrower.pk}/change/", {"is_staff": "on"}).status_code == 403
    )
    assert client.get("/admin/people/user/add/").status_code == 403
    assert client.post(f"/admin/people/user/{cast.borrower.pk}/delete/", {"post": "yes"}).status_code == 403


def test_no_model_of_the_admin_can_be_changed() -> None:
    from django.contrib import admin

    from hejie_platform.core.admin import ReadOnlyAdmin

    assert admin.site._registry
    for model, shown in admin.site._registry.items():
        assert isinstance(shown, ReadOnlyAdmin), model


def test_the_admin_asks_for_the_second_factor_too(cast: Cast) -> None:
    stranger = cast.stranger
    stranger.is_staff = stranger.is_superuser = True
    stranger.save()
    assert logged_in(stranger).get("/admin/").headers["Location"] == "/account/app/set-up/"
