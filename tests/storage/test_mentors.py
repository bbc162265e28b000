"""Accounts: one-time links work once, sessions end, and addresses are found however they are typed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from conversation.ports import NotFound
from mentoring.ports import MentorExists
from storage import Stores
from tests.storage.people import later, mentor


def now() -> datetime:
    return datetime.now(UTC)


def test_a_link_sets_the_password_once(stores: Stores) -> None:
    who = mentor(stores)
    assert stores.mentors.mentor_by_link("link of Testmentor", now()) == who
    with ThreadPoolExecutor(8) as pool:
        redeemed = list(pool.map(lambda i: stores.mentors.redeem_link("link of Testmentor", now(), f"h{i}"), range(8)))
    assert [one for one in redeemed if one] == [who]
    assert stores.mentors.mentor_by_link("link of Testmentor", now()) is None
    found = stores.mentors.mentor_by_email(" testMENTOR@example.org ")
    assert found is not None
    assert found[1] == f"h{redeemed.index(who)}"


def test_an_expired_link_is_worth_nothing(stores: Stores) -> None:
    mentor(stores)
    assert stores.mentors.mentor_by_link("link of Testmentor", later(7200)) is None
    assert stores.mentors.redeem_link("link of Testmentor", later(7200), "h") is None
    assert stores.mentors.redeem_link("another", now(), "h") is None


def test_an_address_has_one_account(stores: Stores) -> None:
    mentor(stores)
    with pytest.raises(MentorExists):
        stores.mentors.add_mentor("Ander", "TESTMENTOR@example.org", "another link", later())
    assert [one.name for one in stores.mentors.mentors()] == ["Testmentor"]


def test_a_renewed_link_ends_old_sessions_when_used(stores: Stores) -> None:
    who = mentor(stores)
    stores.mentors.redeem_link("link of Testmentor", now(), "old")
    stores.mentors.open_desk_session(who.id, "token", later())
    assert stores.mentors.renew_link(who.email, "second link", later()) == who
    assert stores.mentors.desk_session("token", now()) == who
    stores.mentors.redeem_link("second link", now(), "new")
    assert stores.mentors.desk_session("token", now()) is None
    assert stores.mentors.renew_link("nobody@example.org", "x", later()) is None


def test_sessions_end_by_time_and_by_signing_out(stores: Stores) -> None:
    who = mentor(stores)
    stores.mentors.open_desk_session(who.id, "token", later(60))
    assert stores.mentors.desk_session("token", now()) == who
    assert stores.mentors.desk_session("token", later(61)) is None
    stores.mentors.close_desk_session("token")
    assert stores.mentors.desk_session("token", now()) is None


def test_telegram_is_linked_and_unlinked(stores: Stores) -> None:
    who = mentor(stores)
    stores.mentors.link_telegram(who.id, "77")
    assert stores.mentors.mentors()[0].telegram_chat == "77"
    stores.mentors.link_telegram(who.id, None)
    assert stores.mentors.mentors()[0].telegram_chat is None
    with pytest.raises(NotFound):
        stores.mentors.link_telegram("0" * 32, "77")
