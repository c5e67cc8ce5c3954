"""The table of rights as people can read it, and the decisions that are made from it."""

from datetime import date
from uuid import UUID

import pytest

from motcua.accounts import policies
from motcua.accounts.permissions import DELEGABLE, GRANTS, Permission, Reach, Role, reach_of, roles_with
from motcua.accounts.policies import GroundKind, Held, Place, PostingRemark, posting_remarks

# One line a permission, one column a role, in the order of `Role`: - no, u unit, a agency, s subtree.
MATRIX = """
                          counter head cash spec office unit clerk admin editor survey insp audit
manage_units                 -     -    -    -     -     -     -     s     -      -     -     -
manage_calendars             -     -    -    -     -     -     -     s     -      -     -     -
manage_officers              -     -    -    -     -     -     -     s     -      -     -     -
edit_catalogue               -     -    -    -     -     -     -     -     s      -     -     -
publish_procedure            -     -    -    -     -     -     -     -     s      -     -     -
manage_queues                -     -    -    -     -     -     -     s     -      -     -     -
view_integrity               -     u    -    -     -     s     -     -     -      -     s     s
view_access_log              -     -    -    -     -     -     -     -     -      -     -     s
receive_dossier              u     u    -    -     -     -     -     -     -      -     -     -
answer_on_the_spot           u     u    -    -     -     -     -     -     -      -     -     -
guide_applicant              u     u    -    -     -     -     -     -     -      -     -     -
refuse_reception             u     u    -    -     -     -     -     -     -      -     -     -
issue_supplement_request     u     u    -    -     -     -     -     -     -      -     -     -
record_supplement            u     u    -    -     -     -     -     -     -      -     -     -
hand_over_dossier            u     u    -    -     -     -     -     -     -      -     -     -
issue_apology                u     u    -    -     -     -     -     -     -      -     -     -
record_withdrawal            u     u    -    -     -     -     -     -     -      -     -     -
return_result                u     u    -    -     -     -     -     -     -      -     -     -
record_payment               -     -    u    -     -     -     -     -     -      -     -     -
attach_file                  u     u    -    -     -     -     -     -     -      -     -     -
tell_applicant               u     u    -    -     -     -     -     -     -      -     -     -
call_next                    u     u    u    -     -     -     -     -     -      -     -     -
accept_dossier               u     u    -    u     u     a     a     -     -      -     -     -
assign_dossier               -     u    -    -     u     a     -     -     -      -     -     -
take_step                    u     u    -    u     u     a     a     -     -      -     -     -
release_step                 u     u    -    u     u     -     a     -     -      -     -     -
complete_step                u     u    -    u     u     a     a     -     -      -     -     -
send_back_step               u     u    -    u     u     a     a     -     -      -     -     -
propose_supplement           -     -    -    u     u     -     -     -     -      -     -     -
consult_agency               -     -    -    u     u     -     -     -     -      -     -     -
answer_consultation          -     -    -    u     u     -     -     -     -      -     -     -
request_financial_duty       -     -    -    u     u     -     -     -     -      -     -     -
extend_due_date              -     -    -    -     u     a     -     -     -      -     -     -
sign_apology                 -     -    -    -     u     a     -     -     -      -     -     -
stop_dossier                 -     -    -    -     -     a     -     -     -      -     -     -
refuse_in_processing         -     -    -    -     -     a     -     -     -      -     -     -
approve_result               -     -    -    -     -     a     -     -     -      -     -     -
finish_dossier               u     u    -    -     -     -     a     -     -      -     -     -
correct_record               -     u    -    -     -     -     -     -     -      -     -     -
cancel_closed_receipt        -     u    -    -     -     a     -     -     -      -     -     -
enter_outage_papers          u     u    -    -     -     -     -     -     -      -     -     -
approve_outage_papers        -     u    -    -     -     -     -     -     -      -     -     -
transfer_to_successor        -     -    -    -     -     -     -     s     -      -     -     -
view_dossiers                u     u    u    u     u     s     a     -     -      -     s     -
view_reports                 -     u    -    -     u     s     -     -     -      -     s     s
conduct_surveys              -     -    -    -     -     -     -     -     -      s     -     -
judge_evaluations            -     -    -    -     -     a     -     -     -      -     -     -
"""
LETTER = {None: "-", Reach.UNIT: "u", Reach.AGENCY: "a", Reach.SUBTREE: "s"}

DISTRICT = Place(UUID(int=1), "huyen", "district", False)
OFFICE = Place(UUID(int=2), "phong", "district", False)
COMMUNE = Place(UUID(int=3), "xa", "commune", False)
TAX = Place(UUID(int=4), "thue", "district", True)
ELSEWHERE = Place(UUID(int=5), "noi-khac", "district", False)


def test_the_table_is_the_one_above():
    lines = [line.split() for line in MATRIX.strip().splitlines()[1:]]
    assert [line[0] for line in lines] == [p.value for p in Permission]
    for name, *letters in lines:
        assert letters == [LETTER[reach_of(role, Permission(name))] for role in Role], name


def test_every_permission_has_a_holder_and_every_role_a_line():
    assert set(GRANTS) == set(Role)
    assert all(roles_with(p) for p in Permission)


def test_the_keys_of_the_house_are_never_handed_on():
    keys = {p for p in Permission if p.value.startswith(("manage_", "edit_", "publish_")) or "access" in p}
    assert not [role for role in DELEGABLE if keys & set(GRANTS[role])]


def held(role, place, kind=GroundKind.OWN_ROLE, number=9, **more):
    return Held(kind, role, place.id, UUID(int=number), **more)


@pytest.mark.parametrize("permission", list(Permission))
def test_nothing_held_nothing_granted(permission):
    assert policies.ground(permission, [OFFICE, DISTRICT], []) is None
    assert policies.ground(permission, [], [held(r, OFFICE) for r in Role]) is None
    elsewhere = [held(role, ELSEWHERE) for role in Role]
    assert policies.ground(permission, [OFFICE, DISTRICT], elsewhere) is None


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("role", list(Role))
def test_a_role_grants_in_its_own_unit_what_the_table_says_and_no_more(role, permission):
    found = policies.ground(permission, [DISTRICT], [held(role, DISTRICT)])
    assert (found is not None) == (permission in GRANTS[role])


@pytest.mark.parametrize(
    ("reach", "path", "expected"),
    [
        (Reach.UNIT, [OFFICE], True),
        (Reach.UNIT, [OFFICE, DISTRICT], False),
        (Reach.AGENCY, [OFFICE, DISTRICT], True),
        (Reach.AGENCY, [COMMUNE, DISTRICT], False),
        (Reach.SUBTREE, [COMMUNE, DISTRICT], True),
        (Reach.SUBTREE, [TAX, DISTRICT], False),
        (Reach.AGENCY, [TAX, DISTRICT], False),
        (Reach.SUBTREE, [TAX], True),
    ],
)
def test_how_far_a_permission_reaches(reach, path, expected):
    assert policies.reaches(reach, path) is expected


def test_nothing_held_below_grants_above():
    assert policies.ground(Permission.APPROVE_RESULT, [DISTRICT], [held(Role.UNIT_LEADER, COMMUNE)]) is None


def test_the_own_role_goes_before_another_s_and_the_nearer_unit_before_the_farther():
    mine = held(Role.UNIT_LEADER, DISTRICT)
    lent = held(Role.OFFICE_LEADER, OFFICE, GroundKind.DELEGATION)
    stood_in = held(Role.OFFICE_LEADER, OFFICE, GroundKind.SUBSTITUTION)
    path = [OFFICE, DISTRICT]
    assert policies.ground(Permission.ASSIGN_DOSSIER, path, [lent, stood_in, mine]).kind == "own_role"
    assert policies.ground(Permission.ASSIGN_DOSSIER, path, [lent, stood_in]).kind == "substitution"
    nearer = held(Role.OFFICE_LEADER, OFFICE, number=8)
    assert policies.ground(Permission.ASSIGN_DOSSIER, path, [mine, nearer]).unit_code == "phong"


def test_a_part_of_a_role_lent_is_that_part():
    part = held(
        Role.UNIT_LEADER, DISTRICT, GroundKind.DELEGATION, only=frozenset({Permission.APPROVE_RESULT})
    )
    assert policies.ground(Permission.APPROVE_RESULT, [DISTRICT], [part])
    assert policies.ground(Permission.STOP_DOSSIER, [DISTRICT], [part]) is None


@pytest.mark.parametrize("permission", list(Permission))
def test_a_superuser_is_an_administrator_and_nothing_else(permission):
    found = policies.superuser_ground(permission, "huyen")
    assert (found is not None) == (permission in GRANTS[Role.ADMINISTRATOR])


FIRST = date(2020, 2, 29)


@pytest.mark.parametrize(
    ("sufficient", "since", "last", "remarks"),
    [
        (True, date(2017, 2, 28), None, []),
        (True, date(2017, 3, 1), None, [PostingRemark.SERVICE_TOO_SHORT]),
        (True, None, None, [PostingRemark.SERVICE_UNKNOWN]),
        (False, date(2000, 1, 1), date(2020, 8, 28), [PostingRemark.RANK_TOO_LOW]),
        (True, date(2000, 1, 1), date(2020, 8, 27), [PostingRemark.POSTING_TOO_SHORT]),
    ],
)
def test_what_article_11_would_ask_of_a_posting(sufficient, since, last, remarks):
    found = posting_remarks(rank_suffices=sufficient, service_since=since, first=FIRST, last=last)
    assert found == remarks
