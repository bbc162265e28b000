"""Wires the notices to mentors: only the ways that are configured."""

from typing import Protocol

from channels.hub import Hub
from channels.telegram.channel import TelegramChannel
from mentoring.ports import CaseStore
from ops.settings import Settings


class Relay(Protocol):
    """Something that runs until cancelled."""

    async def run(self) -> None:
        """Work until cancelled."""


def notice_kinds(settings: Settings) -> tuple[str, ...]:
    """The ways mentors are told, by the settings."""
    return (("mail",) if settings.smtp_url else ()) + (("telegram",) if settings.telegram_token else ())


def notice_relay(settings: Settings, cases: CaseStore, hub: Hub, telegram: TelegramChannel | None) -> Relay | None:
    """The relay that sends notices, or None when no way is configured."""
    return None
