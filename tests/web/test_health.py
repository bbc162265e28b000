"""Readiness, counters and the headers on everything."""

import httpx
import pytest

from tests.web.house import House
from tests.web.test_chat_api import say

Client = httpx.AsyncClient


async def test_healthz_is_200_when_all_is_there(client: Client) -> None:
    answer = await client.get("/healthz")
    assert (answer.status_code, answer.json()) == (200, {"status": "ready", "missing": {}})


async def test_healthz_names_what_is_missing(client: Client, house: House) -> None:
    house.engine.down = True
    answer = await client.get("/healthz")
    assert (answer.status_code, list(answer.json()["missing"])) == (503, ["engine"])


async def test_metrics_count_messages_turns_cases_and_failures(client: Client, house: House) -> None:
    await say(client, "ik wil een mens")
    house.engine.down = True
    await say(client, "hoi")
    text = (await client.get("/metrics")).text
    for line in (
        'wegwijs_messages_in_total{channel="web"} 2.0',
        'wegwijs_messages_out_total{channel="web"} 3.0',
        'wegwijs_open_cases{state="open",urgency="normal"} 1.0',
        "wegwijs_outbox_depth 0.0",
    ):
        assert line in text
    assert 'wegwijs_engine_failures_total{kind="EngineDown"}' in text
    assert "wegwijs_turn_seconds_count" in text


@pytest.mark.parametrize("path", ["/healthz", "/metrics", "/api/chat", "/nothing"])
async def test_every_response_is_guarded(client: Client, path: str) -> None:
    headers = (await client.get(path)).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]


async def test_only_known_sites_may_call_from_a_browser(client: Client, house: House) -> None:
    ask = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    stranger = await client.options("/api/chat", headers={"Origin": "https://elders.example", **ask})
    ours = await client.options("/api/chat", headers={"Origin": house.services.public_url, **ask})
    assert "access-control-allow-origin" not in stranger.headers
    assert ours.headers["access-control-allow-origin"] == house.services.public_url
