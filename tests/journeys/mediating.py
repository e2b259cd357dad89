"""A mediation, from the question to its end: asked for, agreed to, a mediator wished for, words at the table and in private."""

from collections.abc import Sequence

from tests.journeys.walker import Walker

MEDIATOR = "^Mediator$"
HEAD = "Head of the mediation centre"


def ask_for_a_mediator(borrower: Walker, talks: str) -> str:
    """What mediation is and costs is read, then asked for; the reference of the mediation."""
    borrower.open(f"/mediation/talks/{talks}/ask/")
    borrower.answer(notice_seen=True)
    borrower.open(f"/mediation/talks/{talks}/")
    return borrower.path.split("/")[2]


def agree_to_mediate(staff: Walker, mediation: str, officer: str) -> None:
    staff.enter_demo(officer)
    staff.open(f"/mediation/{mediation}/yes/")
    staff.answer(notice_seen=True)


def wish_for(person: Walker, mediation: str, name: str) -> None:
    """Give the first place to the mediator who is called like this."""
    person.open(f"/mediation/{mediation}/wishes/")
    label = person.page.locator("main label").filter(has_text=name).first
    person.answer(**{str(label.get_attribute("for")).removeprefix("id_"): "1"})


def begin_mediation(staff: Walker, mediation: str) -> None:
    """The mediator accepts, tells of no ties, and opens the table."""
    staff.enter_demo(MEDIATOR)
    staff.open(f"/mediation/{mediation}/")
    staff.follow(rf"/mediation/{mediation}/accept/$")
    staff.press()
    staff.answer(words="No ties to either side.")
    staff.follow(rf"/mediation/{mediation}/begin/$")
    staff.press()


def say_to_all(person: Walker, mediation: str, text: str) -> None:
    person.open(f"/table/{mediation}/")
    person.answer(text=text)


def say_in_private(person: Walker, mediation: str, text: str) -> None:
    """In one's own caucus with the mediator."""
    person.open(f"/table/{mediation}/private/")
    person.answer(text=text)


def tell_everybody(person: Walker, mediation: str, text: str) -> None:
    """The newest of one's own words in the caucus, released to the table in exactly these words."""
    person.open(f"/table/{mediation}/private/")
    person.follow(r"/private/[^/]+/\d+/release/$")
    person.answer(text=text)


def propose_meeting(staff: Walker, mediation: str) -> None:
    """One time, tomorrow; the page puts it forward."""
    staff.enter_demo(MEDIATOR)
    staff.open(f"/table/{mediation}/meetings/")
    staff.follow(r"/meetings/new/$")
    staff.answer()


def can_come(person: Walker, mediation: str) -> None:
    """To every time that is put forward."""
    person.open(f"/table/{mediation}/meetings/")
    person.follow(r"/meetings/[0-9A-Z]{10}/$")
    person.tick_all()
    person.answer()


def rooms_of_the_mediator(staff: Walker, mediation: str) -> Sequence[str]:
    """The addresses of both caucuses, as the mediator alone finds them."""
    staff.open(f"/table/{mediation}/private/")
    return staff.links(rf"/table/{mediation}/private/[^/]+/$")


def write_minutes(staff: Walker, mediation: str, text: str, promised: str, day: str) -> None:
    """Minutes with one promise of the borrower."""
    staff.enter_demo(MEDIATOR)
    staff.open(f"/table/{mediation}/minutes/")
    staff.follow(r"/minutes/new/$")
    staff.answer(text=text, what_1=promised, day_1=day)


def confirm_minutes(person: Walker, mediation: str) -> None:
    person.open(f"/table/{mediation}/minutes/")
    person.follow(r"/minutes/[0-9A-Z]{10}/$")
    person.press()


def propose(staff: Walker, mediation: str, reasoning: str, **terms: object) -> None:
    """A proposal to all at once; what is not said stays as the page computed it."""
    staff.enter_demo(MEDIATOR)
    staff.open(f"/table/{mediation}/proposals/")
    staff.follow(r"/proposals/new/$")
    prefix = _prefix(staff)
    named = {f"{prefix}-{name}": value for name, value in terms.items()}
    staff.answer(
        cause="means", analysis="The income fell, the will to pay is there.", reasoning=reasoning, **named
    )


def _prefix(staff: Walker) -> str:
    field = staff.page.locator('main [name$="-instalments"]').first
    return str(field.get_attribute("name")).removesuffix("-instalments")


def say_yes(person: Walker, mediation: str) -> None:
    """One's own sealed answer to the newest proposal."""
    person.open(f"/table/{mediation}/proposals/")
    person.follow(r"/proposals/[0-9A-Z]{10}/$")
    person.answer(answer="yes", notice_seen=True)
