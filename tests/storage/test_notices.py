"""Notices: planned once for every round, sent by one sender at a time, and left out when nobody is needed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from mentoring.cases import CaseState, Ending, Reason, Urgency
from mentoring.handoff import Cause
from mentoring.hours import Hours, parse_week
from mentoring.notices import Step
from mentoring.people import Role
from storage import Stores, migrate, open_stores
from tests.storage.conftest import SECRET
from tests.storage.people import accept, bot, later, mentor, sign_in, waiting_case

DAY = 24 * 3600


def steps(stores: Stores, at: datetime) -> list[tuple[str, Step]]:
    found = stores.notices.take_due(at)
    for notice in found:
        stores.notices.sent(notice.id)
    return sorted((notice.mentor.name, notice.step) for notice in found if notice.kind == "mail")


def test_first_a_reminder_then_whoever_is_off_then_the_coordinator(url: str) -> None:
    migrate(url)
    moment = datetime.now(UTC)
    other_day = ("ma", "di", "wo", "do", "vr", "za", "zo")[(moment + timedelta(days=3)).weekday()]
    stores = open_stores(url, SECRET)
    mentor(stores, "Anna")
    off, head = mentor(stores, "Bram"), mentor(stores, "Cato")
    stores.mentors.describe(off.id, Role.MENTOR, parse_week(f"{other_day} 9.00-10.00"))
    stores.mentors.describe(head.id, Role.COORDINATOR, None)
    case = waiting_case(stores)
    minutes = timedelta(minutes=1)
    assert steps(stores, later(1)) == [("Anna", Step.FIRST), ("Cato", Step.FIRST)]
    assert stores.cases.case(case.id).state is CaseState.NOTIFIED  # type: ignore[union-attr]
    assert steps(stores, moment + 14 * minutes) == []
    assert steps(stores, moment + 16 * minutes) == [("Anna", Step.REMINDER), ("Cato", Step.REMINDER)]
    assert steps(stores, moment + 31 * minutes) == [("Bram", Step.BACKUP)]
    assert steps(stores, moment + 61 * minutes) == [("Cato", Step.COORDINATOR)]
    assert steps(stores, later(DAY)) == []
    stores.close()


def test_an_ordinary_case_waits_for_school_hours_and_danger_does_not(url: str) -> None:
    migrate(url)
    stores = open_stores(url, SECRET, hours=Hours(((),) * 7))
    mentor(stores, "Anna")
    case = waiting_case(stores)
    assert steps(stores, later(DAY)) == [], "a school that is closed is not woken"
    stores.cases.open_case(case.conversation_id, Reason.SAFETY, Urgency.URGENT)
    assert steps(stores, later(1)) == [("Anna", Step.FIRST)]
    assert steps(stores, later(181)) == [("Anna", Step.REMINDER)]
    assert steps(stores, later(301)) == [("Anna", Step.BACKUP)]
    stores.close()


def test_each_notice_goes_to_one_sender_and_comes_back_when_that_one_died(stores: Stores) -> None:
    mentor(stores)
    waiting_case(stores)
    with ThreadPoolExecutor(8) as pool:
        found = pool.map(lambda _: stores.notices.take_due(later(1)), range(8))
    taken = [notice.id for notices in found for notice in notices]
    assert len(taken) == 1
    assert stores.notices.take_due(later(60)) == ()
    (again,) = stores.notices.take_due(later(200))
    assert again.id == taken[0], "nobody noted that it went out"
    stores.notices.sent(again.id)
    assert [n for n in stores.notices.take_due(later(700)) if n.step is Step.FIRST] == []


def test_a_notice_that_failed_comes_again_or_never(stores: Stores) -> None:
    stores.mentors.link_telegram(mentor(stores, "Met Telegram").id, "77")
    waiting_case(stores)
    first, second = stores.notices.take_due(later(1))
    stores.notices.failed(first.id, later(60), "smtp")
    stores.notices.failed(second.id, None, "no such address")
    (again,) = stores.notices.take_due(later(61))
    assert (again.id, again.attempts) == (first.id, 1)
    assert stores.cases.reach(later(0)).troubled == ("Met Telegram",)


def test_no_notice_goes_out_about_a_case_somebody_took_and_all_hear_when_it_comes_back(stores: Stores) -> None:
    who = mentor(stores)
    sign_in(stores, who)
    case = waiting_case(stores)
    stores.cases.claim(case.id, who.id)
    assert stores.notices.take_due(later(DAY)) == ()
    (overdue,) = stores.cases.overdue(later(601))
    assert overdue.cause is Cause.SILENT
    assert stores.cases.move(overdue, bot("terug"), later(601))
    assert [notice.step for notice in stores.notices.take_due(later(602))] == [Step.FIRST]
    stores.cases.claim(case.id, who.id)
    stores.cases.close(case.id, who.id, Ending.ANSWERED, bot("dag"))
    assert stores.notices.take_due(later(DAY)) == ()


def test_reach_says_who_can_be_told(url: str) -> None:
    migrate(url)
    for kinds, reachable in (((), 0), (("mail",), 2), (("telegram",), 1)):
        stores = open_stores(url, SECRET, notice_kinds=kinds)
        if not stores.mentors.mentors():
            mentor(stores, "Anna")
            stores.mentors.link_telegram(mentor(stores, "Bram").id, "77")
        reach = stores.cases.reach(later(0))
        assert (reach.mentors, reach.reachable) == (2, reachable)
        stores.close()


def test_a_mentors_own_hours_count_for_the_next_moment(url: str) -> None:
    migrate(url)
    stores = open_stores(url, SECRET, hours=Hours(parse_week("ma-vr 8.30-16.30")))
    accept(stores)
    assert stores.cases.reach(later(0)).next_open(later(0)) is None, "without mentors nobody reads"
    who = mentor(stores)
    saturday = datetime(2026, 12, 5, 9, 0, tzinfo=UTC)
    assert stores.cases.reach(saturday).next_open(saturday) == datetime(2026, 12, 7, 7, 30, tzinfo=UTC)
    stores.mentors.describe(who.id, Role.MENTOR, parse_week("za 12.00-13.00"))
    assert stores.cases.reach(saturday).next_open(saturday) == datetime(2026, 12, 5, 11, 0, tzinfo=UTC)
    stores.close()
