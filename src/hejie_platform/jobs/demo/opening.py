"""Cases of the demo world that a lender opened, and one in which somebody acts for the borrower."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from hejie_platform.intake import access, actions
from hejie_platform.intake.actions import Opening
from hejie_platform.intake.queries import opening as queries
from hejie_platform.intake.queries import ref_of
from hejie_platform.jobs.demo import applying
from hejie_platform.jobs.demo.applying import Told
from hejie_platform.jobs.demo.papers import paper
from hejie_platform.jobs.demo.scene import Scene
from hejie_platform.lenders import access as desks

FILE = """手机或邮箱,姓名,产品,合同编号,借款本金,未还金额,逾期起始日,邀请原因
13912345601,,网商贷,DEMO-FILE-01,60000,51200.50,{day},想和您商量还款办法
13912345602,,网商贷,DEMO-FILE-02,30000,27800,{day},想和您商量还款办法
不是手机号,,网商贷,DEMO-FILE-03,20000,18000,{day},
13912345604,,网商贷,DEMO-FILE-04,45000,四万,{day},
13912345605,,网商贷,DEMO-FILE-05,80000,76000,{day},想和您商量还款办法
"""


def _desk(scene: Scene, days: int) -> Any:
    lender = scene.organisation("bank")
    return desks.lender_for(scene.person("officer"), lender.ref, now=scene.at(days))


def _opening(scene: Scene, who: str, contract: str) -> Opening:
    person = scene.person(who)
    return Opening(
        contact=person.phone,
        name=person.name,
        app_name="网商贷",
        contract_number=contract,
        principal_minor=6_000_000,
        balance_minor=4_830_000,
        overdue_since=(scene.today - timedelta(days=80)).isoformat(),
        words="您的借款已逾期一段时间，我们希望与您商量一个能做到的还款办法。",
    )


def _invited(scene: Scene, who: str, contract: str, *, days: int) -> Any:
    at = scene.at(days)
    done = scene.act(actions.invite, _desk(scene, days), _opening(scene, who, contract), sends=True, at=at)
    return queries.invitation_of(done.subject)


def invited(scene: Scene) -> dict[str, Any]:
    """The bank has invited; nobody is in the case yet. A file of five lines waits to be confirmed, two of them wrong."""
    _invited(scene, "wei", "DEMO-INVITED", days=-2)
    data = FILE.format(day=(scene.today - timedelta(days=60)).isoformat()).encode("gb18030")
    scene.act(actions.take_file, _desk(scene, -1), data, filename="八月逾期名单.csv", at=scene.at(-1))
    return {}


def joined(scene: Scene) -> dict[str, Any]:
    """Invited by the bank, joined by code yesterday, and being filled in with the bank's words as a first answer."""
    row = _invited(scene, "xia", "DEMO-JOINED", days=-6)
    done = scene.act(actions.join, scene.person("xia"), row, at=scene.at(-1, hour=20))
    return {"case_joined": {"who": "xia", "ref": ref_of(done.subject)}}


def represented(scene: Scene) -> dict[str, Any]:
    """A nephew acts for an old borrower: named with a paper, read by the desk, and handing the application in."""
    told = Told(
        who="yu",
        cause="illness",
        words="年纪大了，眼睛不好，请外甥代办。",
        papers=("medical_record", "medical_bill"),
    )
    held = applying.begin(scene, told, at=scene.at(-5, hour=9))
    applying.fill_in(scene, told, held, at=scene.at(-5, hour=10))
    agent = scene.person("zhen")
    scene.act(
        actions.name_representative,
        held,
        contact=agent.phone,
        name=agent.name,
        kind="relative",
        scope="general",
        until_day=scene.today + timedelta(days=365),
        paper=paper("contract"),
        at=scene.at(-4, hour=9),
    )
    _read(scene, held, agent)
    acting = access.application_for(agent, held.case.ref, now=scene.at(-2, hour=10))
    scene.act(
        actions.submit,
        acting,
        legal_notice_seen=True,
        seen_version=acting.case.version,
        at=scene.at(-2, hour=10),
    )
    return {"case_represented": {"who": "zhen", "ref": held.case.ref}}


def _read(scene: Scene, held: Any, agent: Any) -> None:
    """The representative joins by code, and the desk accepts the paper."""
    (mandate,) = queries.mandates_of(held.case)
    code = queries.code_of(mandate.invitation) if mandate.invitation else ""
    row = queries.by_code(code)
    if row is None:
        raise LookupError("the invitation of the representative is gone")
    scene.act(actions.join_as_representative, agent, row, at=scene.at(-4, hour=15))
    desk, fresh = access.mandate_for(scene.person("reviewer"), mandate.ref, now=scene.at(-3))
    scene.act(actions.accept_mandate, desk, fresh, seen_version=desk.case.version, at=scene.at(-3))


STORIES: Mapping[str, Callable[[Scene], dict[str, Any]]] = MappingProxyType(
    {
        "invited": invited,
        "joined": joined,
        "represented": represented,
    }
)
