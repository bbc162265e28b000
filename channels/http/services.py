"""What the web rooms need from outside; `ops` fills it in, so that nothing here knows a database or an engine."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from starlette.routing import BaseRoute

from channels.http.streams import Streams
from channels.pictures.studio import Studio
from conversation.messages import Document
from conversation.ports import ConversationStore
from gateway.gateway import Gateway
from gateway.metrics import Metrics
from mentoring.ports import CaseStore, KeepingStore, MentorStore

Missing = Mapping[str, str]
"""What is not ready, by part ("database", "engine"), with the reason; empty when all is."""


def _no_gauges() -> Mapping[str, float]:
    return {}


def _no_documents(_path: str) -> Document | None:
    return None


@dataclass(frozen=True)
class WebServices:
    """Everything `create_app` wires together.

    `public_url` is where people reach the service, without a slash at the end; https there makes cookies `Secure`.
    `secret` is any long random text; keys are derived from it. `ready` says what is missing now. `gauges` gives numbers
    to show at `/metrics` by name (such as `outbox_depth`); it is called in a thread at every scrape. `widget_origins`
    are the sites, besides `public_url`, whose pages may hold the widget. `routes` are those of other channels, such
    as a webhook. `documents` gives the file at a path below `calendar`, or None.
    """

    gateway: Gateway
    conversations: ConversationStore
    cases: CaseStore
    mentors: MentorStore
    keeping: KeepingStore
    public_url: str
    secret: str
    school_name: str
    studio: Studio
    ready: Callable[[], Awaitable[Missing]]
    gauges: Callable[[], Mapping[str, float]] = _no_gauges
    metrics: Metrics = field(default_factory=Metrics)
    streams: Streams = field(default_factory=Streams)
    widget_origins: tuple[str, ...] = ()
    routes: tuple[BaseRoute, ...] = ()
    documents: Callable[[str], Document | None] = _no_documents

    @property
    def https(self) -> bool:
        """Whether people reach the service over TLS."""
        return self.public_url.startswith("https://")
