"""The district of `plain_district`, as rows; and acts done to them by the words of the plain model."""

from datetime import date, time, timedelta

from motcua.accounts.permissions import Role
from motcua.catalogue import pack as packs
from motcua.catalogue.actions.load_pack import load_pack
from motcua.catalogue.models import ProcedureVersion
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.answer_on_the_spot import answer_on_the_spot
from motcua.dossiers.actions.apologise import apologise
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.assign import assign
from motcua.dossiers.actions.attach_file import attach_file
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.correct_record import correct_record
from motcua.dossiers.actions.count_silence import count_silence
from motcua.dossiers.actions.extend import extend
from motcua.dossiers.actions.finish import finish
from motcua.dossiers.actions.guide import guide
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.propose_supplement import propose_supplement
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.record_fee import record_fee
from motcua.dossiers.actions.record_payment import record_payment
from motcua.dossiers.actions.record_supplement import record_supplement
from motcua.dossiers.actions.refund_fee import refund_fee
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.refuse_at_reception import refuse_at_reception
from motcua.dossiers.actions.register_online import register_online
from motcua.dossiers.actions.register_post import register_post
from motcua.dossiers.actions.release import release
from motcua.dossiers.actions.request_payment import request_payment
from motcua.dossiers.actions.request_supplement import request_supplement
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.send_back import send_back
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.take import take
from motcua.dossiers.actions.tell_applicant import tell_applicant
from motcua.dossiers.actions.time_out_step import time_out_step
from motcua.dossiers.actions.transfer import transfer
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.frame import NotAllowedError
from motcua.dossiers.lifecycle import NotPossibleError
from motcua.dossiers.models import Consultation, Dossier, Settlement, Step
from motcua.dossiers.policies import RefusedError
from motcua.dossiers.values import ApplicantDetails, Brought, Request
from motcua.journal.events import SYSTEM, Actor
from motcua.lib.times import LOCAL
from motcua.orgs.models import AgencyIdentifier, Level, Scheme, Succession, Unit, UnitCalendar, UnitKind
from motcua.payments.actions.cancel_receipt import cancel_receipt
from motcua.worktime.limits import parse_limit
from motcua.worktime.models import Calendar
from tests.domain.dossiers.conftest import local
from tests.domain.dossiers.plain_district import (
    COMMUNE_HOURS,
    DISTRICT_HOURS,
    HOURS_CONTENT,
    NEW,
    OFFICES,
    OLD,
    PEOPLE,
    REFORM,
    SCHEDULE,
    VERTICAL,
)
from tests.factories.catalogue import a_content, landed
from tests.factories.files import a_stored_file
from tests.factories.people import LONG_AGO, make_unit, make_user

CITIZEN = Actor("citizen:1", "Công dân")
ROLES = {
    "counter": Role.COUNTER_OFFICER,
    "counter_head": Role.ONE_STOP_HEAD,
    "cashier": Role.CASH_DESK,
    "specialist": Role.SPECIALIST,
    "office_leader": Role.OFFICE_LEADER,
    "chairman": Role.UNIT_LEADER,
    "clerk": Role.RECORDS_CLERK,
    "inspector": Role.INSPECTOR,
    "administrator": Role.ADMINISTRATOR,
}
IDENTIFIERS = {"h": "000.00.01.H52", "x": "000.01.01.H52"}
_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def aware(naive):
    """A time of the plain model as the program wants it."""
    return naive.replace(tzinfo=LOCAL)


class Scene:
    """Units, people and procedures by the words of the plain model."""

    def __init__(self):
        _calendar("vn", DISTRICT_HOURS)
        self.units = _units()
        UnitCalendar.objects.create(
            unit=self.units["x"], calendar=_calendar("xa", COMMUNE_HOURS), valid_from=LONG_AGO
        )
        self.users = {p.name: make_user(role=ROLES[p.role], unit=self.units[p.unit]) for p in PEOPLE}
        self.officers = {user.officer.pk: name for name, user in self.users.items()}
        self.versions = _versions()

    def act(self, act, dossier, thing, who, at, given):
        """Do `act` to the rows; None, or the word for why it was not done."""
        user = SYSTEM if who is SCHEDULE else self.users[who.name]
        try:
            DO[act](self, dossier, thing, {"actor": user, "at": aware(at)}, given)
        except NotAllowedError:
            return "not_allowed"
        except NotPossibleError:
            return "not_possible"
        except RefusedError as error:
            return error.refusal.value
        return None

    def bring(self, dossier):
        """What every new dossier is brought with."""
        return {
            "unit": self.units[dossier.unit],
            "version": self.versions[dossier.name],
            "applicant": ApplicantDetails("Lò Thị Ngọc Ánh", phone="0912345678"),
            "request": Request(dossier.case, dossier.channel),
        }

    def register(self, dossier, at):
        """The citizen sends it; as `act`."""
        try:
            register_online(actor=CITIZEN, at=aware(at), **self.bring(dossier))
        except RefusedError as error:
            return error.refusal.value
        return None


def _calendar(code, document):
    calendar = Calendar.objects.create(code=code, name=code)
    for day, spans in document["sessions"].items():
        for start, end in _hours(spans):
            calendar.sessions.create(weekday=_DAYS.index(day), starts_at=start, ends_at=end)
    for day in document["off"]:
        calendar.days.create(on=date.fromisoformat(day), is_worked=False, name="nghỉ")
    for day, spans in document.get("makeup", {}).items():
        row = calendar.days.create(on=date.fromisoformat(day), is_worked=True, name="làm bù")
        for start, end in _hours(spans):
            row.sessions.create(starts_at=start, ends_at=end)
    return calendar


def _hours(spans):
    for span in spans:
        start, end = span.split("-")
        yield time.fromisoformat(start), time.fromisoformat(end)


def _units():
    district = {"level": Level.DISTRICT}
    units = {"h": make_unit("h", kind=UnitKind.DISTRICT, **district)}
    units["h-mot-cua"] = make_unit("h-mot-cua", under=units["h"], kind=UnitKind.ONE_STOP, **district)
    for office in [*OFFICES, *VERTICAL]:
        kind = UnitKind.OFFICE if office in OFFICES else UnitKind.VERTICAL
        units[f"h-{office}"] = make_unit(f"h-{office}", under=units["h"], kind=kind, **district)
    units[NEW] = make_unit(NEW, under=units["h"], kind=UnitKind.OFFICE, first=REFORM, **district)
    for code in OLD:
        Unit.objects.filter(code=code).update(valid_to=REFORM - timedelta(days=1))
        units[code].refresh_from_db()
        Succession.objects.create(predecessor=units[code], successor=units[NEW], on=REFORM)
    units["x"] = make_unit("x", under=units["h"])
    units["x-mot-cua"] = make_unit("x-mot-cua", under=units["x"], kind=UnitKind.ONE_STOP)
    for code, value in IDENTIFIERS.items():
        AgencyIdentifier.objects.create(
            unit=units[code], scheme=Scheme.QCVN_102, value=value, valid_from=LONG_AGO
        )
    return units


def _versions():
    found, at = {}, local("2019-12-31T10:00")
    for path in packs.shipped():
        if path.stem in ("p5", "p6", "p7", "p9"):
            outcomes = load_pack(pack=packs.read_file(path).pack, actor=SYSTEM, at=at)
            found[path.stem] = outcomes[0].version
    (outcome,) = landed(a_content(**HOURS_CONTENT), start=LONG_AGO, at=at)
    assert outcome.version, outcome.reasons
    return {
        name: ProcedureVersion.objects.get(pk=key)
        for name, key in {**found, "hours": outcome.version}.items()
    }


# What the acts are given, by the words of the plain model


def _of(dossier):
    return Dossier.objects.get(code=dossier.code)


def _step(dossier, thing):
    return Step.objects.select_related("dossier", "leg", "unit").get(
        dossier__code=dossier.code, key=thing.key, round=thing.round
    )


def _new_or_old(act):
    def run(scene, dossier, _thing, who, given):
        if dossier.state:
            act(**who, unit=scene.units[dossier.unit], dossier=_of(dossier), **_first(act, given))
        else:
            act(**who, **scene.bring(dossier), **_first(act, given))

    return run


def _first(act, given):
    if act is receive:
        return {"brought": _papers(given)}
    told = {"reason": given["reason"]}
    return told | ({"items": given["items"]} if act is guide else {"legal_basis": "Điều 5"})


def _papers(given):
    return [Brought(position, originals=1) for position in given["brought"]]


def _spot(scene, dossier, _thing, who, given):
    answer_on_the_spot(
        **who,
        **scene.bring(dossier),
        started_at=aware(given["started"]),
        brought=_papers(given),
        result_number=given["number"],
        receiver_name=given["receiver"],
    )


def _on_step(act, *names, **renamed):
    def run(_scene, dossier, thing, who, given):
        act(**who, step=_step(dossier, thing), **_named(given, names, renamed))

    return run


def _on_dossier(act, *names, **renamed):
    def run(_scene, dossier, _thing, who, given):
        act(**who, dossier=_of(dossier), **_named(given, names, renamed))

    return run


def _named(given, names, renamed):
    return {name: given[name] for name in names} | {new: given[old] for new, old in renamed.items()}


def _assign(scene, dossier, thing, who, given):
    officer = scene.users[given["officer"].name].officer
    assign(**who, step=_step(dossier, thing), officer=officer)


def _consult(scene, dossier, thing, who, given):
    consult(
        **who,
        step=_step(dossier, thing),
        units=[scene.units[code] for code in given["units"]],
        question="Có ý kiến gì?",
        limit=parse_limit("2 wd"),
        silence_as_consent=given["consents"],
    )


def _opinion(dossier, thing):
    return Consultation.objects.select_related("dossier", "unit").get(
        step=_step(dossier, thing.step), unit__code=thing.unit
    )


def _answer(_scene, dossier, thing, who, given):
    answer_consultation(**who, consultation=_opinion(dossier, thing), answer=given["answer"], text="")


def _count_silence(_scene, dossier, thing, who, _given):
    count_silence(**who, consultation=_opinion(dossier, thing))


def _apologise(scene, dossier, _thing, who, given):
    told = {"new_date": aware(given["date"]), "reason": given["reason"]}
    apologise(**who, dossier=_of(dossier), signer=scene.users[given["signer"].name].officer, **told)


def _attach(_scene, dossier, _thing, who, given):
    attach_file(**who, dossier=_of(dossier), file=a_stored_file(), position=given["position"])


def _tell(_scene, dossier, _thing, who, given):
    said = {"about": "other", "means": "phone", "outcome": "told", "person": given["receiver"]}
    tell_applicant(**who, dossier=_of(dossier), **said)


def _on_fee(act):
    def run(_scene, dossier, fee, who, given):
        rows = Settlement.objects.select_related("dossier")
        row = rows.get(dossier__code=dossier.code, kind="fee", asked_at=aware(fee.at))
        act(**who, settlement=row, reason=given["reason"])

    return run


DO = {
    "register_post": lambda scene, dossier, _thing, who, _given: register_post(**who, **scene.bring(dossier)),
    "receive": _new_or_old(receive),
    "guide": _new_or_old(guide),
    "refuse_at_reception": _new_or_old(refuse_at_reception),
    "answer_on_the_spot": _spot,
    "hand_over": _on_step(hand_over),
    "accept": _on_step(accept, "take"),
    "take": _on_step(take),
    "assign": _assign,
    "release": _on_step(release),
    "complete_step": _on_step(complete_step, "chosen"),
    "approve": _on_step(approve),
    "send_back": _on_step(send_back, "reason"),
    "consult": _consult,
    "answer_consultation": _answer,
    "count_silence": _count_silence,
    "time_out_step": _on_step(time_out_step),
    "propose_supplement": _on_step(propose_supplement, "items", "reason"),
    "request_supplement": _on_dossier(request_supplement, expected_end_on="until"),
    "record_supplement": _on_dossier(record_supplement),
    "request_payment": _on_step(
        request_payment, "amount", name="reason", notice="reason", expected_end_on="until"
    ),
    "record_payment": _on_dossier(record_payment, receipt_number="reason"),
    "apologise": _apologise,
    "extend": _on_dossier(extend, "rule", "reason"),
    "finish": _on_step(finish, result_number="number"),
    "return_result": _on_dossier(return_result, receiver_name="receiver"),
    "refuse": _on_dossier(refuse, "reason", legal_basis="basis"),
    "stop": _on_dossier(stop, "reason", legal_basis="basis"),
    "withdraw": _on_dossier(withdraw, "reason"),
    "record_fee": _on_dossier(record_fee, "amount", name="reason"),
    "refund_fee": _on_fee(refund_fee),
    "cancel_receipt": _on_fee(cancel_receipt),
    "attach_file": _attach,
    "tell_applicant": _tell,
    "correct_record": _on_dossier(correct_record, "reason", "phone"),
    "transfer": lambda scene, dossier, _thing, who, given: transfer(
        **who, dossier=_of(dossier), successor=scene.units[NEW], document=given["reason"]
    ),
}


def unit_codes():
    """Codes of units by key."""
    return dict(Unit.objects.values_list("pk", "code"))
