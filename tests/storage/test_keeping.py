"""What people ask to keep is kept, shown to whom they chose, said when they chose, and gone when they say so."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from conversation.inbox import Delivery
from conversation.messages import Draft
from conversation.turns import Effect, EffectName
from mentoring.cases import Ending, Reason, Urgency
from mentoring.keeping import PlannedKind
from storage import Stores
from storage.models_kept import CaseProfileRow, FamilyLinkRow, PlannedRow, ProfileRow
from tests.storage.people import UNASSIGNED, accept, bot, later, mentor, texts

PROFILE = {"talents": ["geduldig"], "likes": "dieren"}
VIEW = {"talents": ["geduldig"]}


def wish(stores: Stores, name: EffectName, address: str = "a", **data: object) -> str:
    """One turn that asks for something; returns the conversation's id."""
    wish.count += 1  # type: ignore[attr-defined]
    accepted = accept(stores, "x", f"wish {wish.count}", address=address)  # type: ignore[attr-defined]
    stores.turns.finish(accepted.inbound_id, [bot("goed")], [Effect(name, data)])
    return accepted.conversation.id


wish.count = 0  # type: ignore[attr-defined]


def recall(stores: Stores, address: str = "a") -> dict[str, str]:
    own = accept(stores, "en nu", f"recall {address} {datetime.now(UTC)}", address=address).conversation.id
    return stores.turns.waiting(own)[-1].recall.metadata()


def count(stores: Stores, table: type) -> int:
    with stores.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def kinds(stores: Stores, conversation_id: str) -> list[PlannedKind]:
    return [one.kind for one in stores.keeping.due_planned(later(1)) if one.conversation_id == conversation_id]


def test_nothing_is_kept_without_a_wish(stores: Stores) -> None:
    accept(stores, "ik hou van dieren", address="a")
    assert recall(stores) == {}
    assert count(stores, ProfileRow) == 0


def test_a_kept_profile_comes_back_with_every_turn_until_it_is_dropped(stores: Stores) -> None:
    own = wish(stores, EffectName.KEEP_PROFILE, profile={"talents": []})
    wish(stores, EffectName.KEEP_PROFILE, profile=PROFILE)
    assert '"dieren"' in recall(stores)["profile"]
    assert stores.keeping.kept(own)["profile"] == PROFILE
    assert recall(stores, "b") == {}
    wish(stores, EffectName.DROP_PROFILE)
    assert recall(stores) == {}


@pytest.mark.parametrize("how", ["forget", "erase"])
def test_erasing_takes_all_that_was_kept(stores: Stores, how: str) -> None:
    own = wish(stores, EffectName.KEEP_PROFILE, profile=PROFILE)
    stores.cases.open_case(own, Reason.ASKED, Urgency.NORMAL)
    wish(stores, EffectName.SHARE_PROFILE, profile=PROFILE)
    wish(stores, EffectName.REMIND, day=_tomorrow(), who="mentor")
    wish(stores, EffectName.FAMILY_OFFER, code="ABCD2345", side="child")
    tables = (ProfileRow, CaseProfileRow, PlannedRow, FamilyLinkRow)
    assert all(count(stores, table) for table in tables)
    if how == "forget":
        wish(stores, EffectName.FORGET)
    else:
        stores.conversations.erase(own)
    assert {table.__tablename__: count(stores, table) for table in tables if count(stores, table)} == {}


def test_an_urgent_case_outlives_forgetting_but_not_the_shared_profile(stores: Stores) -> None:
    own = wish(stores, EffectName.KEEP_PROFILE, profile=PROFILE)
    case = stores.cases.open_case(own, Reason.SAFETY, Urgency.URGENT)
    wish(stores, EffectName.SHARE_PROFILE, profile=PROFILE)
    wish(stores, EffectName.FORGET)
    assert stores.keeping.shared_profile(case.id) is None
    assert len(stores.cases.queue(UNASSIGNED)) == 1


def test_a_mentor_sees_a_profile_only_while_it_is_shared_and_the_case_is_open(stores: Stores) -> None:
    own = wish(stores, EffectName.KEEP_PROFILE, profile=PROFILE)
    wish(stores, EffectName.SHARE_PROFILE, profile=PROFILE)
    assert count(stores, CaseProfileRow) == 0, "without a case there is nobody to share with"
    case = stores.cases.open_case(own, Reason.ASKED, Urgency.NORMAL)
    assert stores.keeping.shared_profile(case.id) is None
    wish(stores, EffectName.SHARE_PROFILE, profile=PROFILE)
    assert stores.keeping.shared_profile(case.id) == PROFILE
    wish(stores, EffectName.UNSHARE_PROFILE)
    assert stores.keeping.shared_profile(case.id) is None
    wish(stores, EffectName.SHARE_PROFILE, profile=PROFILE)
    who = mentor(stores)
    stores.cases.claim(case.id, who.id)
    stores.cases.close(case.id, who.id, Ending.ANSWERED, bot("dag"))
    assert stores.keeping.shared_profile(case.id) is None


def test_sharing_is_confirmed_also_while_a_mentor_answers(stores: Stores) -> None:
    own = accept(stores, address="a").conversation.id
    case = stores.cases.open_case(own, Reason.ASKED, Urgency.NORMAL)
    stores.cases.claim(case.id, mentor(stores).id)
    wish(stores, EffectName.SHARE_PROFILE, profile=PROFILE)
    assert texts(stores, own)[-1] == "goed"
    assert stores.keeping.shared_profile(case.id) == PROFILE


def test_a_reminder_is_said_once_on_its_day(stores: Stores) -> None:
    own = wish(stores, EffectName.REMIND, day=_tomorrow(), who="mentor")
    wish(stores, EffectName.REMIND, day=_tomorrow(), who="teacher")
    assert recall(stores) == {"reminder": _tomorrow()}
    assert stores.keeping.due_planned(datetime.now(UTC)) == ()
    (planned,) = stores.keeping.due_planned(later(3 * 86400))
    assert (planned.kind, planned.data["who"]) == (PlannedKind.REMINDER, "teacher")
    assert stores.keeping.say_planned(planned.id, Draft("vandaag"))
    assert not stores.keeping.say_planned(planned.id, Draft("vandaag"))
    assert texts(stores, own).count("vandaag") == 1
    assert "vandaag" in [delivery.message.text for delivery in _all_deliveries(stores)]


def test_a_reminder_can_be_taken_back_and_dies_with_contact(stores: Stores) -> None:
    wish(stores, EffectName.REMIND, day=_tomorrow(), who="mentor")
    wish(stores, EffectName.CANCEL_REMINDER)
    assert stores.keeping.due_planned(later(3 * 86400)) == ()
    own = wish(stores, EffectName.REMIND, day=_tomorrow(), who="mentor")
    wish(stores, EffectName.STOP)
    (planned,) = stores.keeping.due_planned(later(3 * 86400))
    assert not stores.keeping.say_planned(planned.id, Draft("vandaag"))
    assert "vandaag" not in texts(stores, own)


def test_a_reminder_waits_while_a_mentor_answers(stores: Stores) -> None:
    own = wish(stores, EffectName.REMIND, day=_tomorrow(), who="mentor")
    case, who = stores.cases.open_case(own, Reason.ASKED, Urgency.NORMAL), mentor(stores)
    (planned,) = stores.keeping.due_planned(later(3 * 86400))
    stores.cases.claim(case.id, who.id)
    assert stores.keeping.due_planned(later(3 * 86400)) == ()
    assert not stores.keeping.say_planned(planned.id, Draft("vandaag"))
    stores.cases.close(case.id, who.id, Ending.ANSWERED, bot("dag"))
    assert stores.keeping.say_planned(planned.id, Draft("vandaag"))


def test_a_reminder_for_a_day_that_cannot_be_fails_the_turn(stores: Stores) -> None:
    with pytest.raises(ValueError, match="cannot be planned"):
        wish(stores, EffectName.REMIND, day="2020-01-01", who="mentor")


@pytest.mark.parametrize("first", ["child", "parent"])
def test_a_link_shows_nothing_before_the_child_says_yes(stores: Stores, first: str) -> None:
    sides = {"child": None, "parent": VIEW}
    second = "parent" if first == "child" else "child"
    wish(stores, EffectName.FAMILY_OFFER, first, code="ABCD2345", side=first, view=sides[first])
    wish(stores, EffectName.FAMILY_JOIN, second, code="abcd-2345", side=second, view=sides[second])
    child, parent = (accept(stores, address=side, update="id").conversation.id for side in ("child", "parent"))
    assert kinds(stores, child) == [PlannedKind.FAMILY_ASK]
    assert kinds(stores, parent) == [PlannedKind.FAMILY_WAITING]
    for side in ("child", "parent"):
        assert "geduldig" not in recall(stores, side)["family"]
    wish(stores, EffectName.FAMILY_AGREE, "parent", view=VIEW)
    assert "geduldig" not in recall(stores, "parent")["family"], "only the child can say yes"
    wish(stores, EffectName.FAMILY_AGREE, "child", view={"talents": ["zorgzaam"]})
    for side in ("child", "parent"):
        assert "geduldig" in recall(stores, side)["family"]
        assert "zorgzaam" in recall(stores, side)["family"]
    wish(stores, EffectName.FAMILY_END, "child")
    assert recall(stores, "child") == recall(stores, "parent") == {}
    assert kinds(stores, parent)[-1] is PlannedKind.FAMILY_ENDED


def test_a_code_works_once_and_for_the_other_side_only(stores: Stores) -> None:
    wish(stores, EffectName.FAMILY_OFFER, "child", code="ABCD2345", side="child")
    other = wish(stores, EffectName.FAMILY_JOIN, "friend", code="ABCD2345", side="child")
    assert kinds(stores, other) == [PlannedKind.FAMILY_UNKNOWN]
    own = wish(stores, EffectName.FAMILY_JOIN, "child", code="ABCD2345", side="parent", view=VIEW)
    assert kinds(stores, own) == [PlannedKind.FAMILY_UNKNOWN]
    wish(stores, EffectName.FAMILY_JOIN, "parent", code="ABCD2345", side="parent", view=VIEW)
    late = wish(stores, EffectName.FAMILY_JOIN, "stranger", code="ABCD2345", side="parent", view=VIEW)
    assert kinds(stores, late) == [PlannedKind.FAMILY_UNKNOWN]


def test_an_old_code_is_unknown(stores: Stores) -> None:
    wish(stores, EffectName.FAMILY_OFFER, "child", code="ABCD2345", side="child")
    with stores.database.write() as session:
        session.scalars(select(FamilyLinkRow)).one().expires_at = datetime.now(UTC) - timedelta(minutes=1)
    own = wish(stores, EffectName.FAMILY_JOIN, "parent", code="ABCD2345", side="parent", view=VIEW)
    assert kinds(stores, own) == [PlannedKind.FAMILY_UNKNOWN]


def _tomorrow() -> str:
    return (date.today() + timedelta(days=1)).isoformat()


def _all_deliveries(stores: Stores) -> list[Delivery]:
    found: list[Delivery] = []
    while due := stores.outbox.due_deliveries(later(5 * 86400)):
        found += due
        for one in due:
            stores.outbox.delivered(one.id)
    return found
