"""A mentor links a Telegram chat with a start code; nobody can make one up."""

from datetime import UTC, datetime, timedelta

import pytest

from channels.telegram.mentor_link import MentorLinks
from conversation.messages import Channel, Incoming, IncomingKind
from storage.migrate import migrate
from storage.stores import Stores, open_stores

SECRET = "only-for-tests-0123456789"


@pytest.fixture
def stores(tmp_path):
    url = f"sqlite:///{tmp_path / 'w.db'}"
    migrate(url)
    opened = open_stores(url, SECRET)
    yield opened
    opened.close()


@pytest.fixture
def mentor(stores: Stores):
    return stores.mentors.add_mentor(
        "Voorbeeldmentor", "m@voorbeeld.example", "h" * 64, datetime.now(UTC) + timedelta(1)
    )


def _start(code: str) -> Incoming:
    return Incoming(Channel.TELEGRAM, "77", "1", f"start {code}", IncomingKind.COMMAND)


async def test_a_code_links_the_chat(stores: Stores, mentor) -> None:
    links = MentorLinks(stores.mentors, SECRET)
    code = links.code(mentor.id)
    assert len(code) <= 64
    assert await links.take(_start(code)) is True
    assert [m.telegram_chat for m in stores.mentors.mentors()] == ["77"]


async def test_a_made_up_code_links_nothing(stores: Stores, mentor) -> None:
    links = MentorLinks(stores.mentors, SECRET)
    assert await links.take(_start(f"mentor-{mentor.id}-{'0' * 24}")) is False
    assert await links.take(_start("mentor-")) is False
    assert [m.telegram_chat for m in stores.mentors.mentors()] == [None]


async def test_another_keys_code_links_nothing(stores: Stores, mentor) -> None:
    foreign = MentorLinks(stores.mentors, "another-secret-0123456789").code(mentor.id)
    assert await MentorLinks(stores.mentors, SECRET).take(_start(foreign)) is False


async def test_other_messages_pass(stores: Stores) -> None:
    links = MentorLinks(stores.mentors, SECRET)
    assert await links.take(_start("welkom")) is None
    assert await links.take(Incoming(Channel.TELEGRAM, "77", "1", "start mentor-x", IncomingKind.TEXT)) is None
