"""The people and organisations of the demo world, and the two lenders' policies."""

from datetime import date, timedelta
from typing import Any

from hejie import rules
from hejie_platform.intake.actions import identity
from hejie_platform.jobs.demo.scene import Scene
from hejie_platform.lenders import access as lenders_access
from hejie_platform.lenders import actions as lenders
from hejie_platform.people import registry

# name -> kind, Chinese, English, kind of lender
ORGANISATIONS = {
    "platform": ("platform", "和解平台", "Hejie platform", ""),
    "bank": ("lender", "江畔银行", "Riverside Bank", "bank"),
    "microloan": ("lender", "北岭小额贷款", "Northridge Microloan", "microloan"),
    "body": ("body", "滨江金融纠纷调解中心", "Riverside Financial Mediation Centre", ""),
    "advice": ("advice", "滨江法律援助中心", "Riverside Legal Aid Centre", ""),
    "authority": ("authority", "滨江金融监管局", "Riverside Financial Authority", ""),
}
# name -> what they are called, organisation, role
STAFF = {
    "officer": ("周敏", "bank", "officer"),
    "checker": ("吴建平", "bank", "checker"),
    "other_officer": ("郑洁", "microloan", "officer"),
    "other_checker": ("冯涛", "microloan", "checker"),
    "mediator": ("陈静", "body", "mediator"),
    "other_mediator": ("何伟", "body", "mediator"),
    "body_admin": ("许宁", "body", "body_admin"),
    "reviewer": ("沈悦", "platform", "reviewer"),
    "supervisor": ("韩磊", "platform", "supervisor"),
    "operator": ("杨帆", "platform", "operator"),
    "complaint_handler": ("钟慧", "platform", "complaint_handler"),
    "adviser": ("温宁", "advice", "adviser"),
    "regulator": ("顾正", "authority", "regulator"),
    "auditor": ("宋衡", "platform", "auditor"),
}
# name -> what they are called, region and birthday of an invented identity number
BORROWERS = {
    "newcomer": ("刘洋", "", ""),
    "ann": ("林晓", "110105", "19880312"),
    "bo": ("孙浩", "310104", "19920707"),
    "cheng": ("赵琳", "440106", "19850921"),
    "dan": ("钱程", "510107", "19790115"),
    "er": ("马丽", "330106", "19950530"),
    "fang": ("罗刚", "420106", "19831208"),
    "gu": ("邓芳", "320106", "19900818"),
    "hua": ("曹阳", "370102", "19870224"),
    "jing": ("彭雪", "610113", "19930611"),
    "kai": ("董凯", "210102", "19811030"),
    "lan": ("叶岚", "350102", "19960403"),
    "ming": ("方明", "430102", "19780716"),
    "ning": ("田宁", "500103", "19911119"),
    "pei": ("崔培", "120101", "19890214"),
    "qin": ("秦朗", "230103", "19840909"),
    "shu": ("苏舒", "130102", "19900303"),
    "tan": ("谭静", "360102", "19860627"),
    "rong": ("江蓉", "520102", "19970121"),
    "wei": ("魏晨", "330102", "19860505"),
    "xia": ("夏雨", "320102", "19920606"),
    "yu": ("于清", "510102", "19520707"),
    "zhen": ("甄和", "510102", "19800808"),
    "wen": ("温雅", "450102", "19880507"),
    "xin": ("辛楠", "340102", "19930216"),
    "yan": ("严峻", "460105", "19801122"),
    "hui": ("石慧", "110102", "19850317"),
    "dong": ("丁冬", "440105", "19811224"),
    "yue": ("岳明", "310105", "19940829"),
    "bei": ("白蓓", "110105", "19870109"),
    "zhu": ("朱岩", "310115", "19791118"),
    "lin": ("凌霄", "440303", "19900422"),
    "bai": ("白露", "120102", "19910404"),
    "cai": ("蔡文", "350203", "19871015"),
    "fan": ("范宇", "410102", "19930720"),
    "gao": ("高远", "610102", "19820909"),
    "he": ("何晴", "430103", "19900127"),
    "lei": ("雷鸣", "420102", "19850616"),
    "mo": ("莫宁", "500102", "19901010"),
    "nan": ("南雁", "330103", "19660708"),
    "ou": ("欧阳静", "210103", "19890226"),
}
POLICIES = {"bank": "example_bank", "microloan": "example_microloan"}
# what the bank allows besides: instalments that rise each year, and such as follow the household's year
UNEVEN = {"methods": ["step_up", "seasonal"], "step_rates": ["0.05"]}
BEGINNING = date(2026, 1, 1)


def organisations(scene: Scene) -> dict[str, Any]:
    """The platform, two lenders and a mediation body."""
    made = {
        name: registry.register_organisation(
            kind, name_zh=zh, name_en=en, lender_type=lender_type, now=scene.at(-90)
        ).ref
        for name, (kind, zh, en, lender_type) in ORGANISATIONS.items()
    }
    return {"organisations": made}


def people(scene: Scene) -> dict[str, Any]:
    """Staff with their roles, and borrowers with their proofs of identity."""
    accounts = {name: _account(name, place, row[0]) for place, (name, row) in enumerate(_everybody())}
    for name, (_, organisation, role) in STAFF.items():
        registry.appoint(
            accounts[name],
            organisation=scene.organisation(organisation),
            role=role,
            from_day=BEGINNING,
        )
    return {"people": {name: user.ref for name, user in accounts.items()}}


def _everybody() -> list[tuple[str, tuple[Any, ...]]]:
    return [*STAFF.items(), *BORROWERS.items()]


def _account(name: str, place: int, called: str) -> Any:
    return registry.open_account(
        email=f"{name.replace('_', '-')}@demo.invalid", phone=f"+8619900000{place:03}", name=called
    )


def proofs(scene: Scene) -> dict[str, Any]:
    """Every borrower but the newcomer proves who they are, and the demo's provider says yes."""
    for place, (name, (called, region, birthday)) in enumerate(BORROWERS.items()):
        if region:
            _prove(scene, name, called, _number(region, birthday, place))
    return {}


def _prove(scene: Scene, name: str, called: str, number: str) -> None:
    scene.act(
        identity.offer_identity,
        scene.person(name),
        legal_name=called,
        number=number,
        front=None,
        back=None,
        card_until=scene.today + timedelta(days=3000),
        has_consented=True,
        at=scene.at(-60),
    )


def _number(region: str, birthday: str, place: int) -> str:
    """An identity number with a true check digit (GB 11643), of nobody."""
    body = f"{region}{birthday}1{place:02}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def policies(scene: Scene) -> dict[str, Any]:
    """Each lender's officer writes its policy, and its checker publishes it."""
    for lender, example in POLICIES.items():
        writer, publisher = ("officer", "checker") if lender == "bank" else ("other_officer", "other_checker")
        mapping = rules.example_policy(example)
        if lender == "bank":
            levers = mapping["published"]["levers"]
            levers["methods"] = [*levers["methods"], *UNEVEN["methods"]]
            levers["shapes"] = {"step_rates": UNEVEN["step_rates"]}
        _publish(scene, lender, mapping, writer=writer, publisher=publisher)
    return {}


def _publish(scene: Scene, lender: str, mapping: dict[str, Any], *, writer: str, publisher: str) -> None:
    ref, moment = scene.organisation(lender).ref, scene.at(-80)
    desk = lenders_access.lender_for(scene.person(writer), ref, now=moment)
    scene.act(lenders.write_policy, desk, mapping=mapping, at=moment)
    checking = lenders_access.lender_for(scene.person(publisher), ref, now=moment)
    scene.act(lenders.publish_policy, checking, number=1, at=moment)
