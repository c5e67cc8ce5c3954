"""Plays deeds as acts: finds dossier, step and officer, and calls the act that an officer would call.

No row is written here but through acts. The player and the schedule are the only ones who act on its
dossiers, so what the acts give back is kept until the dossier is closed or the schedule has acted.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from motcua.accounts.models import User
from motcua.accounts.permissions import Permission
from motcua.accounts.permissions import Role as Post
from motcua.catalogue import queries as catalogue
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.terms import Role
from motcua.dossiers import frame
from motcua.dossiers.actions.accept import accept
from motcua.dossiers.actions.answer_consultation import answer_consultation
from motcua.dossiers.actions.answer_on_the_spot import answer_on_the_spot
from motcua.dossiers.actions.apologise import apologise
from motcua.dossiers.actions.approve import approve
from motcua.dossiers.actions.assign import assign
from motcua.dossiers.actions.complete_step import complete_step
from motcua.dossiers.actions.consult import consult
from motcua.dossiers.actions.finish import finish
from motcua.dossiers.actions.guide import guide
from motcua.dossiers.actions.hand_over import hand_over
from motcua.dossiers.actions.propose_supplement import propose_supplement
from motcua.dossiers.actions.receive import receive
from motcua.dossiers.actions.record_payment import record_payment
from motcua.dossiers.actions.record_supplement import record_supplement
from motcua.dossiers.actions.refuse import refuse
from motcua.dossiers.actions.refuse_at_reception import refuse_at_reception
from motcua.dossiers.actions.register_online import register_online
from motcua.dossiers.actions.request_payment import request_payment
from motcua.dossiers.actions.request_supplement import request_supplement
from motcua.dossiers.actions.return_result import return_result
from motcua.dossiers.actions.stop import stop
from motcua.dossiers.actions.take import take
from motcua.dossiers.actions.withdraw import withdraw
from motcua.dossiers.models import Consultation, Dossier, Step
from motcua.dossiers.values import ApplicantDetails, Brought, Request
from motcua.journal.events import Actor
from motcua.lib.times import LOCAL
from motcua.orgs import queries as orgs
from motcua.orgs.models import Unit
from motcua.simulation import names
from motcua.simulation.district import DISTRICT, one_stop
from motcua.simulation.planning import Deed, Visit
from motcua.simulation.staff import Staff
from motcua.worktime.limits import parse_limit

_CITIZEN = Actor("citizen", "Người nộp hồ sơ trực tuyến")
_ASKED = f"{DISTRICT}-tai-nguyen"
_OPEN = (
    "dossier__received_by_unit",
    "dossier__agency",
    "dossier__procedure_version",
    "dossier__applicant",
    "leg",
    "unit",
    "owner",
)
_DESK = (Post.SPECIALIST, Post.COUNTER_OFFICER, Post.RECORDS_CLERK)
_WORKERS = {
    Role.RECEIVE: (Post.COUNTER_OFFICER,),
    Role.ASSIGN: (Post.OFFICE_LEADER, Post.UNIT_LEADER),
    Role.APPROVE: (Post.UNIT_LEADER,),
    Role.SUBMIT: (Post.OFFICE_LEADER, Post.SPECIALIST),
    Role.SEAL: (Post.RECORDS_CLERK, Post.COUNTER_OFFICER),
    Role.RETURN: (Post.COUNTER_OFFICER,),
}
"""Whose work a step of a role is, the first that the unit has."""


@dataclass
class _Open:
    """A dossier under way with its running steps by key."""

    dossier: Dossier
    steps: dict[str, Step] = field(default_factory=dict)


class Player:
    """Plays the deeds of one lane on dossiers that nobody else touches; call it inside `on_set_clock`."""

    def __init__(self, staff: Staff, seed: int, dossiers: dict[int, Any]) -> None:
        """`dossiers`: keys of the dossiers that visits became before."""
        self.staff, self.seed = staff, seed
        self.dossiers = dossiers
        self.acts = 0
        self.begun: list[tuple[int, Any]] = []
        self._open: dict[int, _Open] = {}
        self._units: dict[str, Unit] = {}
        self._versions: dict[str, ProcedureVersion] = {}

    def play(self, visit: Visit, deed: Deed) -> None:
        """Do `deed` about `visit`, now being its time. Raises what the act raises."""
        handler: Callable[[Visit, Deed], None] = getattr(self, f"_{deed.kind.value}")
        if not deed.key or not self._over_by_silence(visit, deed):
            handler(visit, deed)
        if deed.last:
            self._open.pop(visit.index, None)

    def look_again(self, acts: int) -> None:
        """The schedule has done `acts` on some of the dossiers: all are read again."""
        self.acts += acts
        self._open.clear()

    def _over_by_silence(self, visit: Visit, deed: Deed) -> bool:
        """Whether the schedule has ended the step of `deed` before anybody answered."""
        opened = self._opened(visit)
        consents = frame.plan_of(opened.dossier).steps[deed.key].silence_as_consent
        return consents and deed.key not in opened.steps

    def forget(self, visit: Visit) -> None:
        """What was done about the visit was rolled back."""
        self._open.pop(visit.index, None)
        self.dossiers.pop(visit.index, None)

    # Reception

    def _register_online(self, visit: Visit, deed: Deed) -> None:
        dossier = register_online(
            actor=_CITIZEN,
            at=deed.at,
            unit=self._reception(visit),
            **self._brought(visit, deed.at),
        )
        self._note(visit, dossier)
        self._open[visit.index] = _Open(dossier)

    def _receive(self, visit: Visit, deed: Deed) -> None:
        unit = self._reception(visit)
        counter = self._counter(visit, deed, Permission.RECEIVE_DOSSIER)
        if visit.index in self.dossiers:  # registered online, or guided and here again
            before = self._opened(visit).dossier
            papers = self._papers(visit)
            dossier = self._act(receive, counter, deed, unit=unit, brought=papers, dossier=before)
        else:
            brought = self._brought(visit, deed.at)
            dossier = receive(actor=counter, at=deed.at, unit=unit, brought=self._papers(visit), **brought)
            self._note(visit, dossier)
        step = dossier.steps.select_related("leg").get()
        step.dossier, step.unit, step.owner = dossier, unit, counter.officer
        self._open[visit.index] = _Open(dossier, {step.key: step})

    def _answer_on_the_spot(self, visit: Visit, deed: Deed) -> None:
        told = self._brought(visit, deed.at)
        dossier = answer_on_the_spot(
            actor=self._counter(visit, deed, Permission.ANSWER_ON_THE_SPOT),
            at=deed.at,
            started_at=deed.until or deed.at,
            unit=self._reception(visit),
            brought=self._papers(visit),
            result_number=f"{visit.index + 1}/CT",
            receiver_name=told["applicant"].name,
            **told,
        )
        self._note(visit, dossier)

    def _guide(self, visit: Visit, deed: Deed) -> None:
        dossier = guide(
            actor=self._counter(visit, deed, Permission.GUIDE_APPLICANT),
            at=deed.at,
            unit=self._reception(visit),
            items=["Bổ sung giấy tờ còn thiếu trong thành phần hồ sơ đã công bố"],
            reason="Hồ sơ chưa đầy đủ theo quy định",
            **self._brought(visit, deed.at),
        )
        self._note(visit, dossier)

    def _refuse_at_reception(self, visit: Visit, deed: Deed) -> None:
        dossier = refuse_at_reception(
            actor=self._counter(visit, deed, Permission.REFUSE_RECEPTION),
            at=deed.at,
            unit=self._reception(visit),
            reason="Không thuộc thẩm quyền giải quyết của cơ quan",
            legal_basis="Điều 17 Nghị định 61/2018/NĐ-CP",
            **self._brought(visit, deed.at),
        )
        self._note(visit, dossier)

    # Steps

    def _begin(self, visit: Visit, deed: Deed) -> None:
        """Accept what was handed over, take what nobody holds, or have the leader assign it."""
        step = self._step(visit, deed)
        if step.role == Role.APPROVE:
            if step.state == Step.State.OFFERED:
                self._act(
                    accept,
                    self._pick(visit, deed, step, Permission.ACCEPT_DOSSIER, Permission.APPROVE_RESULT),
                    deed,
                    step=step,
                )
            return
        worker = self._pick(
            visit, deed, step, Permission.TAKE_STEP, Permission.ACCEPT_DOSSIER, self._ending(step)
        )
        if step.state == Step.State.OFFERED:
            self._act(accept, worker, deed, step=step, take=True)
        elif step.owner_id is None and deed.led:
            leader = self.staff.pick(
                step.unit, [Permission.ASSIGN_DOSSIER], (Post.OFFICE_LEADER,), visit.index, deed.at
            )
            self._act(assign, leader, deed, step=step, officer=worker.officer)
        elif step.owner_id is None:
            self._act(take, worker, deed, step=step)

    def _end(self, visit: Visit, deed: Deed) -> None:
        step = self._step(visit, deed)
        open_ = self._opened(visit)
        if self._is_final(step):
            number = f"{visit.index + 1}/{step.dossier.procedure_version.procedure_id!s:.4}-UBND"
            self._act(finish, self._holder(step), deed, step=step, result_number=number)
            begun: list[Step] = []
        elif step.role == Role.APPROVE:
            begun = self._act(
                approve, self._pick(visit, deed, step, Permission.APPROVE_RESULT), deed, step=step
            )
        elif step.role == Role.RECEIVE:
            begun = self._act(hand_over, self._holder(step), deed, step=step)
        else:
            begun = self._act(complete_step, self._holder(step), deed, step=step)
        del open_.steps[step.key]
        open_.steps |= {new.key: new for new in begun}

    def _consult(self, visit: Visit, deed: Deed) -> None:
        step = self._step(visit, deed)
        self._act(
            consult,
            self._holder(step),
            deed,
            step=step,
            units=[self._unit(_ASKED)],
            question="Đề nghị cho ý kiến về vị trí xây dựng so với quy hoạch sử dụng đất",
            limit=parse_limit(step.limit or "5 wd"),
            silence_as_consent=True,
        )

    def _answer_consultation(self, visit: Visit, deed: Deed) -> None:
        dossier = self._opened(visit).dossier
        for asked in dossier.consultations.filter(answered_at__isnull=True).select_related("unit", "dossier"):
            actor = self.staff.pick(asked.unit, [Permission.ANSWER_CONSULTATION], _DESK, visit.index, deed.at)
            answer = Consultation.Answer.CONSENT.value
            self._act(
                answer_consultation, actor, deed, consultation=asked, answer=answer, text="Phù hợp quy hoạch"
            )

    # The applicant's part

    def _propose_supplement(self, visit: Visit, deed: Deed) -> None:
        step = self._step(visit, deed)
        items = ["Giấy tờ chứng minh cần bản chụp rõ hơn"]
        self._act(
            propose_supplement, self._holder(step), deed, step=step, items=items, reason="Không đọc được"
        )

    def _request_supplement(self, visit: Visit, deed: Deed) -> None:
        self._at_counter(
            request_supplement, visit, deed, Permission.ISSUE_SUPPLEMENT_REQUEST, expected_end_on=_day(deed)
        )

    def _record_supplement(self, visit: Visit, deed: Deed) -> None:
        self._at_counter(record_supplement, visit, deed, Permission.RECORD_SUPPLEMENT)
        self._read_again(visit)

    def _request_payment(self, visit: Visit, deed: Deed) -> None:
        step = self._step(visit, deed)
        self._act(
            request_payment,
            self._holder(step),
            deed,
            step=step,
            name="Tiền sử dụng đất",
            amount=(visit.index % 90 + 10) * 100_000,
            notice=f"{visit.index + 1}/TB-CCT",
            expected_end_on=_day(deed),
        )

    def _record_payment(self, visit: Visit, deed: Deed) -> None:
        number = f"BL-{visit.index + 1:06d}"
        self._at_counter(record_payment, visit, deed, Permission.RECORD_PAYMENT, receipt_number=number)
        self._read_again(visit)

    def _withdraw(self, visit: Visit, deed: Deed) -> None:
        self._at_counter(
            withdraw, visit, deed, Permission.RECORD_WITHDRAWAL, reason="Người nộp xin rút hồ sơ"
        )

    # The end

    def _apologise(self, visit: Visit, deed: Deed) -> None:
        agency, leading = self._opened(visit).dossier.agency, (Post.OFFICE_LEADER, Post.UNIT_LEADER)
        signer = self.staff.pick(agency, [Permission.SIGN_APOLOGY], leading, visit.index, deed.at).officer
        reason = "Phải xác minh thêm tại thực địa"
        told = {"new_date": deed.until, "reason": reason, "signer": signer}
        self._at_counter(apologise, visit, deed, Permission.ISSUE_APOLOGY, **told)

    def _refuse(self, visit: Visit, deed: Deed) -> None:
        self._led(refuse, visit, deed, Permission.REFUSE_IN_PROCESSING, "Không đủ điều kiện theo quy định")

    def _stop(self, visit: Visit, deed: Deed) -> None:
        self._led(stop, visit, deed, Permission.STOP_DOSSIER, "Quá thời hạn bổ sung hồ sơ")

    def _led(
        self, act: Callable[..., Any], visit: Visit, deed: Deed, permission: Permission, reason: str
    ) -> None:
        dossier = self._opened(visit).dossier
        leader = self.staff.pick(dossier.agency, [permission], (Post.UNIT_LEADER,), visit.index, deed.at)
        basis = "Nghị định 61/2018/NĐ-CP"
        self._act(act, leader, deed, dossier=dossier, reason=reason, legal_basis=basis)

    def _return_result(self, visit: Visit, deed: Deed) -> None:
        name = self._applicant(visit).name
        self._at_counter(return_result, visit, deed, Permission.RETURN_RESULT, receiver_name=name)

    # Who and what

    def _act(self, act: Callable[..., Any], actor: User, deed: Deed, **told: Any) -> Any:
        self.acts += 1
        return act(actor=actor, at=deed.at, **told)

    def _at_counter(
        self, act: Callable[..., Any], visit: Visit, deed: Deed, permission: Permission, **told: Any
    ) -> None:
        self._act(
            act, self._counter(visit, deed, permission), deed, dossier=self._opened(visit).dossier, **told
        )

    def _counter(self, visit: Visit, deed: Deed, permission: Permission) -> User:
        unit = self._reception(visit)
        return self.staff.pick(unit, [permission], (Post.COUNTER_OFFICER,), visit.index, deed.at)

    def _pick(self, visit: Visit, deed: Deed, step: Step, *permissions: Permission) -> User:
        roles = _WORKERS.get(Role(step.role), _DESK)
        return self.staff.pick(step.unit, permissions, roles, visit.index, deed.at)

    def _holder(self, step: Step) -> User:
        return self.staff.of(step.owner_id)

    def _ending(self, step: Step) -> Permission:
        return Permission.FINISH_DOSSIER if self._is_final(step) else Permission.COMPLETE_STEP

    @staticmethod
    def _is_final(step: Step) -> bool:
        return frame.plan_of(step.dossier).is_final(step.key)

    def _step(self, visit: Visit, deed: Deed) -> Step:
        return self._opened(visit).steps[deed.key]

    def _opened(self, visit: Visit) -> _Open:
        """The dossier of a visit that goes on; read again after an interruption."""
        if visit.index not in self._open:
            key = self.dossiers[visit.index]
            related = [name.removeprefix("dossier__") for name in _OPEN if name.startswith("dossier__")]
            dossier = Dossier.objects.select_related(*related).get(pk=key)
            found = _Open(dossier)
            for step in dossier.steps.filter(ended_at__isnull=True).select_related("leg", "unit", "owner"):
                step.dossier = dossier
                found.steps[step.key] = step
            self._open[visit.index] = found
        return self._open[visit.index]

    def _read_again(self, visit: Visit) -> None:
        """The end of a pause moves the due dates of steps that it read itself."""
        del self._open[visit.index]

    def _note(self, visit: Visit, dossier: Dossier) -> None:
        self.acts += 1
        self.dossiers[visit.index] = dossier.pk
        self.begun.append((visit.index, dossier.pk))

    def _reception(self, visit: Visit) -> Unit:
        return self._unit(one_stop(visit.agency))

    def _unit(self, code: str) -> Unit:
        if code not in self._units:
            self._units[code] = orgs.unit(code)
        return self._units[code]

    def _version(self, code: str, at: datetime) -> ProcedureVersion:
        if code not in self._versions:
            self._versions[code] = catalogue.version_on(code, on=at.astimezone(LOCAL).date())
        return self._versions[code]

    def _brought(self, visit: Visit, at: datetime) -> dict[str, Any]:
        want = visit.offer.want
        return {
            "version": self._version(want.procedure, at),
            "applicant": self._applicant(visit),
            "request": Request(case=want.case, channel=visit.channel),
        }

    @staticmethod
    def _papers(visit: Visit) -> list[Brought]:
        return [Brought(position, originals=1) for position in visit.offer.papers]

    def _applicant(self, visit: Visit) -> ApplicantDetails:
        rng = Random(f"{self.seed}/person/{visit.index}")
        return ApplicantDetails(names.person(rng), id_number=names.id_number(rng), phone=names.phone(rng))


def _day(deed: Deed) -> Any:
    return (deed.until or deed.at + timedelta(days=10)).astimezone(LOCAL).date()
