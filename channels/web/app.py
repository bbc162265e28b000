"""Puts the web rooms together: chat API, widget, sample page, mentor desk, health."""

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from channels.desk.app import create_desk
from channels.http.errors import ApiError, on_api_error, on_failure, on_http_error
from channels.http.services import WebServices
from channels.web.addresses import Addresses
from channels.web.api import Chat
from channels.web.calendar import CalendarFiles
from channels.web.events import Events
from channels.web.files import Files
from channels.web.health import Health
from channels.web.pages import STATIC, Pages
from channels.web.security import SecurityHeaders
from channels.web.sessions import Sessions
from channels.web.widget import Widget


def create_app(services: WebServices) -> Starlette:
    """Return the ASGI application. It starts nothing: gateway and workers are begun and ended by the caller."""
    health, pages, calendar = Health(services), Pages(services), CalendarFiles(services)
    return Starlette(
        routes=[
            Route("/", pages.sample),
            Route("/privacy", pages.privacy),
            Route("/widget.js", Widget().get),
            Mount("/static", app=StaticFiles(directory=STATIC)),
            Mount("/desk", app=create_desk(services)),
            Mount("/api", app=_chat_api(services)),
            Route("/calendar.ics", calendar.get),
            Route("/calendar/{file}", calendar.get),
            Route("/healthz", health.healthz),
            Route("/metrics", health.metrics),
            *services.routes,
        ],
        middleware=[Middleware(SecurityHeaders, https=services.https)],
    )


def _chat_api(services: WebServices) -> Starlette:
    sessions, addresses = Sessions(services.conversations, services.secret), Addresses(services.secret)
    files = Files(services, addresses)
    cors = Middleware(
        CORSMiddleware,
        allow_origins=[services.public_url, *services.widget_origins],
        allow_methods=["GET", "POST"],
        allow_headers=["Content-Type", "Last-Event-ID"],
        expose_headers=["Retry-After"],
        max_age=3600,
    )
    return Starlette(
        routes=[
            Route("/chat/events", Events(services, sessions, addresses).get),
            Route("/chat/pictures/{sealed}.svg", files.picture),
            Route("/chat/pages/{sealed}.pdf", files.page),
            Route("/chat", Chat(services, sessions, addresses).post, methods=["POST"]),
        ],
        middleware=[cors],
        exception_handlers={ApiError: on_api_error, HTTPException: on_http_error, Exception: on_failure},
    )
