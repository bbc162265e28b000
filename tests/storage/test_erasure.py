"""Erased is gone from every table, and what is kept is unreadable without the key."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from conversation.messages import Channel, Incoming, Route
from conversation.turns import Effect, EffectName
from mentoring.cases import Reason, Urgency
from storage import Stores
from storage.models import Base
from tests.storage.people import UNASSIGNED, accept, ask_engine, ask_person, bot, every, later, mentor, texts

CANARY = "kanarievogel"
KEPT = {"mentor", "desk_session", "tally", "case_log"}


def fill(stores: Stores) -> str:
    mentor(stores)
    accepted = accept(stores, f"ik ben {CANARY}", f"update {CANARY}", address=f"chat {CANARY}")
    button = (f"knop {CANARY}", f"/inform {CANARY}")
    stores.turns.finish(accepted.inbound_id, [bot(f"dag {CANARY}", button)], [ask_person()])
    accept(stores, "nog een", "open", address=f"chat {CANARY}")
    return accepted.conversation.id


def rows(stores: Stores) -> dict[str, int]:
    with stores.database.read() as session:
        return {
            name: session.scalar(select(func.count()).select_from(table)) or 0
            for name, table in Base.metadata.tables.items()
        }


def test_erasing_leaves_no_row(stores: Stores) -> None:
    own = fill(stores)
    assert all(rows(stores)[name] for name in ("inbound", "message", "outbox", "button", "mentor_case", "notice"))
    stores.conversations.erase(own)
    assert {name for name, count in rows(stores).items() if count and name not in KEPT} == set()
    assert texts(stores, own) == []
    stores.conversations.erase(own)


def test_erasing_one_leaves_others_alone(stores: Stores) -> None:
    own = fill(stores)
    other = accept(stores, "ik blijf", address="b").conversation.id
    stores.conversations.erase(own)
    assert texts(stores, other) == ["ik blijf"]


def test_nothing_readable_is_in_the_database(stores: Stores, tmp_path: Path) -> None:
    own = fill(stores)
    with stores.database.read() as session:
        for table in Base.metadata.tables.values():
            for row in session.execute(select(table)):
                assert CANARY not in repr(tuple(row))
    if stores.database.engine.dialect.name == "sqlite":
        stores.conversations.erase(own)
        left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
        assert CANARY.encode() not in left
        assert own.encode() not in left, "erased rows stay in the file"


def test_forgetting_empties_the_talk_but_an_urgent_case_stays(stores: Stores) -> None:
    own = fill(stores)
    stores.cases.open_case(own, Reason.SAFETY, Urgency.URGENT)
    (pending,) = stores.turns.waiting(own)
    stores.turns.finish(pending.inbound_id, [bot("gewist")], [Effect(EffectName.FORGET)])
    assert texts(stores, own) == ["gewist"]
    (row,) = stores.cases.queue(UNASSIGNED)
    assert row.case.urgency is Urgency.URGENT
    stores.outbox.delivered(stores.outbox.due_deliveries(later(1))[0].id)
    conversation = stores.conversations.conversation(own)
    assert conversation is not None, "a mentor must still be able to answer"
    assert conversation.route is Route.WAITING


def test_forgetting_ends_and_removes_an_ordinary_case(stores: Stores) -> None:
    own = fill(stores)
    (pending,) = stores.turns.waiting(own)
    stores.turns.finish(pending.inbound_id, [bot("gewist")], [Effect(EffectName.FORGET)])
    assert every(stores) == []
    counted = rows(stores)
    assert (counted["button"], counted["message"], counted["notice"], counted["inbound"]) == (0, 1, 0, 1)
    assert stores.conversations.find(Channel.TELEGRAM, f"chat {CANARY}") is not None


@pytest.mark.parametrize("kind", ["forget", "erase"])
def test_the_web_forgets_too(stores: Stores, kind: str) -> None:
    own = stores.conversations.open_web_session("token").id
    accepted = stores.inbox.accept(Incoming(Channel.WEB, own, "1", CANARY), ask_engine)
    if kind == "forget":
        stores.turns.finish(accepted.inbound_id, [bot("gewist")], [Effect(EffectName.FORGET)])
        assert [m.text for m in stores.conversations.replies_to(accepted.inbound_id)] == ["gewist"]
        assert stores.conversations.web_session("token") is not None
    else:
        stores.conversations.erase(own)
        assert stores.conversations.web_session("token") is None
