"""Notices reach mentors by mail and Telegram, again when it failed, and never say what a person wrote."""

import asyncio
import logging
import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope

from channels.notify.relay import NoticeRelay
from channels.notify.ways import Chat, Mail, MailUrlError, parse_smtp_url
from conversation.inbox import Decision
from conversation.messages import Channel, Incoming
from gateway.hub import Hub
from gateway.outbox import Blocked, RetryAfter, Transient
from mentoring.cases import Reason, Urgency
from mentoring.notices import Notice, Step
from mentoring.people import Mentor
from storage.migrate import migrate
from storage.stores import Stores, open_stores

SECRET_WORDS = "niemand mag dit weten"
PUBLIC_URL = "https://wegwijs.example"
LATER = datetime.now(UTC) + timedelta(days=1)


class Mailbox:
    """The handler of a real SMTP server; `refuse` is the reply to the next recipients, when set."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refuse: str | None = None

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Envelope, address: str, _options: Any) -> str:
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        import email
        from email.policy import default

        assert isinstance(envelope.content, bytes)
        parsed = email.message_from_bytes(envelope.content, policy=default)
        assert isinstance(parsed, EmailMessage)
        self.mails.append(parsed)
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    url = f"sqlite:///{tmp_path / 'wegwijs.db'}"
    migrate(url)
    opened = open_stores(url, "only-for-tests-0123456789", notice_kinds=("mail", "telegram"))
    yield opened
    opened.close()


def ask_for_a_person(stores: Stores, urgency: Urgency = Urgency.NORMAL, chat: str | None = None) -> str:
    """One mentor, one person who waits; returns the case's id."""
    mentor = stores.mentors.add_mentor("Anna", "anna@example.org", "hash", LATER)
    stores.mentors.link_telegram(mentor.id, chat)
    incoming = Incoming(Channel.TELEGRAM, "77", "1", SECRET_WORDS)
    accepted = stores.inbox.accept(incoming, lambda _: Decision(SECRET_WORDS))
    return stores.cases.open_case(accepted.conversation.id, Reason.ASKED, urgency).id


def due(stores: Stores, at: datetime | None = None) -> list[str]:
    return [notice.kind for notice in stores.notices.take_due(at or datetime.now(UTC)) if notice.step is Step.FIRST]


@pytest.mark.parametrize(("urgency", "subject"), [(Urgency.NORMAL, "Er wacht"), (Urgency.URGENT, "Dringend")])
async def test_a_mail_says_that_someone_waits_and_nothing_else(
    stores: Stores, mailbox: tuple[Mailbox, str], urgency: Urgency, subject: str
) -> None:
    box, url = mailbox
    case_id = ask_for_a_person(stores, urgency)
    relay = NoticeRelay(stores.notices, [Mail(url, "wegwijs@example.org")], Hub(), PUBLIC_URL)
    await relay.send_due()
    await relay.send_due()
    (mail,) = box.mails
    whole = mail.as_string()
    assert mail["To"] == "anna@example.org"
    assert str(mail["Subject"]).startswith(subject)
    assert f"{PUBLIC_URL}/desk" in mail.get_content()
    assert SECRET_WORDS not in whole
    assert case_id not in whole


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("urgency", Urgency)
def test_every_step_has_its_words_and_no_content(stores: Stores, urgency: Urgency, step: Step) -> None:
    notice = Notice("n", Mentor("m", "Anna", "anna@example.org"), "c", urgency, step, "mail", 0)
    words = NoticeRelay(stores.notices, [], Hub(), PUBLIC_URL)._words(notice)
    assert words.subject.startswith("Dringend") == (urgency is Urgency.URGENT)
    assert f"{PUBLIC_URL}/desk" in words.text
    assert f"{PUBLIC_URL}/desk" in words.short


async def test_a_refusal_for_good_is_not_repeated(stores: Stores, mailbox: tuple[Mailbox, str]) -> None:
    box, url = mailbox
    box.refuse = "550 no such user"
    ask_for_a_person(stores)
    await NoticeRelay(stores.notices, [Mail(url, "wegwijs@example.org")], Hub(), PUBLIC_URL).send_due()
    assert due(stores, LATER) == []


async def test_a_passing_refusal_is_tried_again_later(stores: Stores, mailbox: tuple[Mailbox, str]) -> None:
    box, url = mailbox
    box.refuse = "450 try later"
    ask_for_a_person(stores)
    await NoticeRelay(stores.notices, [Mail(url, "wegwijs@example.org")], Hub(), PUBLIC_URL).send_due()
    assert (due(stores), due(stores, LATER)) == ([], ["mail"])


async def test_a_dead_mail_server_costs_nothing(stores: Stores) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    ask_for_a_person(stores)
    relay = NoticeRelay(stores.notices, [Mail(f"smtp://127.0.0.1:{port}", "a@example.org")], Hub(), PUBLIC_URL)
    await relay.send_due()
    assert (due(stores), due(stores, LATER)) == ([], ["mail"])


async def test_a_chat_gets_one_line(stores: Stores) -> None:
    told: list[tuple[str, str]] = []

    async def tell(chat: str, text: str) -> None:
        told.append((chat, text))

    ask_for_a_person(stores, Urgency.URGENT, chat="4711")
    await NoticeRelay(stores.notices, [Chat(tell)], Hub(), PUBLIC_URL).send_due()
    ((chat, text),) = told
    assert chat == "4711"
    assert f"{PUBLIC_URL}/desk" in text
    assert SECRET_WORDS not in text
    assert due(stores, LATER) == [], "the mail that nobody can send must not stay in line"


@pytest.mark.parametrize(
    ("error", "kinds_later"), [(RetryAfter(60), ["telegram"]), (Transient("x"), ["telegram"]), (Blocked("x"), [])]
)
async def test_a_chat_that_fails(stores: Stores, error: Exception, kinds_later: list[str]) -> None:
    async def tell(_chat: str, _text: str) -> None:
        raise error

    ask_for_a_person(stores, chat="4711")
    await NoticeRelay(stores.notices, [Chat(tell)], Hub(), PUBLIC_URL).send_due()
    assert (due(stores), due(stores, LATER)) == ([], kinds_later)


async def test_it_wakes_when_a_case_is_opened(stores: Stores, mailbox: tuple[Mailbox, str]) -> None:
    box, url = mailbox
    hub = Hub()
    task = asyncio.create_task(NoticeRelay(stores.notices, [Mail(url, "a@example.org")], hub, PUBLIC_URL).run())
    await asyncio.sleep(0.2)
    ask_for_a_person(stores)
    hub.ring("any")
    async with asyncio.timeout(4):
        while not box.mails:
            await asyncio.sleep(0.05)
    task.cancel()


async def test_without_any_way_it_says_so_and_ends(stores: Stores, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        await asyncio.wait_for(NoticeRelay(stores.notices, [], Hub(), PUBLIC_URL).run(), 1)
    assert len([record for record in caplog.records if "no notices" in record.getMessage()]) == 1


@pytest.mark.parametrize("url", ["", "http://host", "smtp://", "smtp://host:x", "smtp://host:99999", "host:25"])
def test_a_wrong_mail_address_is_refused(url: str) -> None:
    with pytest.raises(MailUrlError):
        parse_smtp_url(url)


def test_user_and_password_may_hold_any_character() -> None:
    server = parse_smtp_url("smtps://me%40school:p%3Aw@mail.example")
    assert (server.user, server.password, server.port, server.tls) == ("me@school", "p:w", 465, True)
