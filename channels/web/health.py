"""Says whether the service is ready, and how it is doing."""

from collections.abc import Iterable

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from channels.http.services import WebServices
from mentoring.cases import ACTIVE, CaseState, Urgency
from mentoring.desk import Filter, Heading

MAX_CASES = 10_000


class Health:
    """`GET /healthz` and `GET /metrics`."""

    def __init__(self, services: WebServices) -> None:
        self._services = services
        self._now = CollectorRegistry()
        self._now.register(_Present(services))

    async def healthz(self, _request: Request) -> Response:
        """Answer 200 when all is there, else 503 with what is missing and why."""
        missing = await self._services.ready()
        body = {"status": "missing" if missing else "ready", "missing": dict(missing)}
        return JSONResponse(body, 503 if missing else 200)

    async def metrics(self, _request: Request) -> Response:
        """Answer in Prometheus' text format."""
        counted = generate_latest(self._services.metrics.registry)
        present = await run_in_threadpool(generate_latest, self._now)
        return Response(counted + present, headers={"Content-Type": CONTENT_TYPE_LATEST})


class _Present(Collector):
    """Numbers that are looked up when asked for."""

    def __init__(self, services: WebServices) -> None:
        self._services = services

    def collect(self) -> Iterable[Metric]:
        cases = GaugeMetricFamily(
            "wegwijs_open_cases", "Cases somebody still owes an answer", labels=["state", "urgency"]
        )
        rows = self._services.cases.queue(Filter(Heading.ALL), MAX_CASES)
        for state in (state for state in CaseState if state in ACTIVE):
            for urgency in Urgency:
                count = sum(row.case.state is state and row.case.urgency is urgency for row in rows)
                cases.add_metric([state.value, urgency.value], count)
        yield cases
        for name, value in self._services.gauges().items():
            yield GaugeMetricFamily(f"wegwijs_{name}", name.replace("_", " "), value)

    def describe(self) -> Iterable[Metric]:
        return ()  # collecting reads the database: not at registration
