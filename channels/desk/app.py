"""Puts the mentor desk together."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from channels.desk.accounts import Accounts
from channels.desk.ending import Letting
from channels.desk.guard import Guard
from channels.desk.live import Live
from channels.desk.queue import Queue
from channels.desk.sign_in import SignIn
from channels.desk.talk import Talk
from channels.desk.wording import Wording, error_page
from channels.http.services import WebServices

STATIC = Path(__file__).parent / "static"


def create_desk(services: WebServices) -> Starlette:
    """Return the desk, to be mounted at `/desk`."""
    accounts = Accounts(services.mentors, services.secret)
    guard, wording = Guard(accounts, services.https), Wording(accounts, services.school_name)
    doors, queue, talk = SignIn(guard, wording, services), Queue(services, wording), Talk(services, wording)
    letting = Letting(services, wording, talk)
    live = Live(services, guard, wording, talk)
    return Starlette(
        routes=[
            Route("/", guard.page(queue.show)),
            Route("/queue", guard.page(queue.rows)),
            Route("/queue/events", guard.page(live.queue)),
            Route("/sign-in", doors.show),
            Route("/sign-in", doors.submit, methods=["POST"]),
            Route("/sign-out", guard.page(doors.out), methods=["POST"]),
            Route("/link/{token}", doors.show_link),
            Route("/link/{token}", doors.use_link, methods=["POST"]),
            Route("/cases/{case_id}", guard.page(talk.show)),
            Route("/cases/{case_id}/events", guard.page(live.talk)),
            Route("/cases/{case_id}/claim", guard.page(queue.claim), methods=["POST"]),
            Route("/cases/{case_id}/take-over", guard.page(queue.take_over), methods=["POST"]),
            Route("/cases/{case_id}/reopen", guard.page(queue.reopen), methods=["POST"]),
            Route("/cases/{case_id}/answer", guard.page(talk.answer), methods=["POST"]),
            Route("/cases/{case_id}/close", guard.page(letting.close), methods=["POST"]),
            Route("/cases/{case_id}/confirm", guard.page(letting.confirm), methods=["POST"]),
            Route("/cases/{case_id}/give-back", guard.page(letting.give_back), methods=["POST"]),
            Route("/cases/{case_id}/hand-over", guard.page(letting.hand_over), methods=["POST"]),
            Mount("/static", app=StaticFiles(directory=STATIC)),
        ],
        exception_handlers={
            403: error_page(wording, 403, "refused.html", error=wording.say("error.form")),
            404: error_page(wording, 404, "gone.html"),
        },
    )
