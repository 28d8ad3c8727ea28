"""Webhooks by the official SudoMock client for Python, unmodified, sync and async: a receiver of this script's own is told
by a server of ours, and every signature is checked by the client's own function.

Settings come from the environment: SUDOMOCK_BASE_URL, SUDOMOCK_KEY, SUDOMOCK_OTHER_KEY (another account's), and FILES_URL
(poster.psd; missing.psd is not there).
"""

import asyncio
import json
import os
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sudomock import AsyncSudoMock, SudoMock, verify_webhook_signature
from sudomock.exceptions import NotFoundError, SudoMockError, ValidationError, WebhookVerificationError

BASE = os.environ["SUDOMOCK_BASE_URL"]
KEY = os.environ["SUDOMOCK_KEY"]
FILES = os.environ["FILES_URL"]
UNKNOWN = "00000000-0000-4000-8000-000000000000"


class Receiver(BaseHTTPRequestHandler):
    """Keeps what it is sent; answers with the status that is in the path."""

    received = []

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        Receiver.received.append((self.path, dict(self.headers.items()), body))
        self.send_response(int(self.path.split("/")[1]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def raised(kind, call, status=None):
    """The error that a call raises, which must be exactly of this kind."""
    try:
        call()
    except SudoMockError as error:
        assert type(error) is kind, repr(error)
        assert status is None or error.status_code == status, repr(error)
        return error
    raise AssertionError(f"no {kind.__name__}")


def until(look, what):
    """The first true answer of `look`."""
    for _ in range(300):
        found = look()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(what)


def received(path, event):
    """The first message of this event that came to this path, as JSON, with its headers and bytes."""

    def look():
        for to, headers, body in list(Receiver.received):
            if to == path and json.loads(body)["event"] == event:
                return json.loads(body), {name.lower(): value for name, value in headers.items()}, body

    return until(look, f"no {event} came to {path}: {Receiver.received}")


def verified(secret, headers, body):
    """Checks a message as the client's documents say; one byte more, or another secret, must not pass."""
    signature, timestamp = headers["x-sudomock-signature"], headers["x-sudomock-timestamp"]
    assert headers["content-type"] == "application/json", headers
    assert verify_webhook_signature(secret, signature, timestamp, body)
    for wrong in ((secret + "0", body), (secret, body + b" ")):
        try:
            verify_webhook_signature(wrong[0], signature, timestamp, wrong[1])
            raise AssertionError("a wrong signature passed")
        except WebhookVerificationError:
            pass


def endpoints(client, receiver):
    """Making, looking, changing, both namings, and the secret that is shown once."""
    hooks = client.webhook_endpoints
    assert hooks.list().webhook_endpoints == []
    made = hooks.create(url=f"{receiver}/200/all", events=[], description="everything")
    assert made.secret.startswith("whsec_") and len(made.secret) > 40 and made.enabled, made
    assert (made.event_types, made.event_naming, made.description) == ([], "legacy", "everything")
    shown = hooks.get(made.id)
    assert shown.secret == "whsec_****" + made.secret[-4:] and shown.url == made.url, shown
    assert [one.id for one in hooks.list().webhook_endpoints] == [made.id]
    naming = lambda events, **words: hooks.create(url=f"{receiver}/200/x", events=events, **words)
    namings = [
        (["photo_mockup.ready", "photo_mockup_render.failed"], {}, "current"),
        (["2d_mockup.ready", "2d_render.succeeded"], {}, "legacy"),
        (["2d_mockup.ready", "photo_mockup.failed"], {}, "legacy"),
        (["2d_mockup.ready"], {"event_naming": "current"}, "current"),
    ]
    for events, words, expected in namings:
        one = naming(events, **words)
        assert (one.event_naming, one.event_types) == (expected, events), one
        changed = hooks.update(one.id, url=f"{receiver}/200/y", events=["render.failed"], description="", enabled=False)
        assert (changed.url, changed.event_types, changed.enabled) == (f"{receiver}/200/y", ["render.failed"], False)
        assert hooks.update(one.id, event_naming="legacy").event_naming == "legacy"
        hooks.delete(one.id)
        raised(NotFoundError, lambda: hooks.get(one.id), 404)
    for words in (
        {"url": "", "events": []},
        {"url": "ftp://a.test", "events": []},
        {"url": "http://[::ffff:10.0.0.1]/", "events": []},
        {"url": f"{receiver}/200", "events": ["upload.failed"]},
        {"url": f"{receiver}/200", "events": [], "description": "x" * 256},
        {"url": f"{receiver}/200", "events": [], "event_naming": "newest"},
    ):
        raised(ValidationError, lambda: hooks.create(**words), 422)
    return made


def messages(client, endpoint):
    """A test, an upload, a render and two failures, each received and verified."""
    client.webhook_endpoints.test(endpoint.id)
    test, headers, body = received("/200/all", "webhook.test")
    verified(endpoint.secret, headers, body)
    assert test["error"] is None and test["result_url"] is None, test

    mockup = client.psd.upload(url=f"{FILES}/poster.psd")
    told, headers, body = received("/200/all", "upload.succeeded")
    verified(endpoint.secret, headers, body)
    assert (told["kind"], told["status"]) == ("upload", "succeeded"), told
    assert client.jobs.get(told["job_id"]).mockup_uuid == mockup.uuid

    slots = [{"uuid": mockup.smart_objects[0].uuid, "color": {"hex": "#ff0000"}}]
    words = {"mockup_uuid": mockup.uuid, "smart_objects": slots, "is_async": True}
    job = client.renders.create(export_options={"image_format": "png", "image_size": 200}, **words)
    told, headers, body = received("/200/all", "render.succeeded")
    verified(endpoint.secret, headers, body)
    assert (told["job_id"], told["kind"], told["status"], told["error"]) == (job.job_id, "render", "succeeded", None)
    with urllib.request.urlopen(told["result_url"]) as picture:
        assert picture.headers["content-type"] == "image/png", told

    # A failed upload is told as render.failed, the dialect's only word for it.
    raised(SudoMockError, lambda: client.psd.upload(url=f"{FILES}/missing.psd"), 400)
    told, headers, body = received("/200/all", "render.failed")
    verified(endpoint.secret, headers, body)
    assert (told["kind"], told["status"], told["result_url"]) == ("upload", "failed", None), told
    assert "404" in told["error"], told
    return mockup


def deliveries(client, endpoint):
    """Rows, their state, replays; a receiver that refuses."""
    hooks = client.webhook_endpoints
    rows = lambda one, state: [row for row in hooks.deliveries(one.id).deliveries if row.status == state]
    until(lambda: len(rows(endpoint, "delivered")) == 4, "four deliveries")
    first = hooks.deliveries(endpoint.id).deliveries[0]
    assert (first.endpoint_id, first.http_status, first.attempt) == (endpoint.id, 200, 1), first
    assert first.last_error is None and first.job_id and first.event_type == "render.failed"

    refusing = hooks.create(url=f"{FILES}/nowhere", events=["render.succeeded"])
    hooks.test(refusing.id)
    failed = until(lambda: rows(refusing, "failed"), "a failed delivery")[0]
    assert failed.http_status == 405 and failed.last_error == "The receiver answered with status 405", failed
    redirecting = hooks.update(refusing.id, url=RECEIVER + "/307/elsewhere")
    hooks.replay_delivery(redirecting.id, failed.id)
    moved = lambda: [row for row in rows(redirecting, "failed") if row.http_status == 307]
    assert "redirect" in until(moved, "a redirect")[0].last_error
    hooks.update(refusing.id, url=RECEIVER + "/204/back")
    hooks.replay_failed(refusing.id)
    until(lambda: rows(refusing, "delivered"), "a replayed delivery")
    received("/204/back", "webhook.test")

    everything = hooks.events(limit=200).deliveries
    assert {row.endpoint_id for row in everything} == {endpoint.id, refusing.id}
    assert len(hooks.events(limit=1).deliveries) == 1
    assert {row.event_type for row in hooks.events(event_type="webhook.test").deliveries} == {"webhook.test"}
    assert hooks.events(status="dead").deliveries == []
    raised(ValidationError, lambda: hooks.events(limit=201), 422)
    # The next part is told in a header.
    request = urllib.request.Request(f"{BASE}/api/v1/webhook-endpoints/events?limit=2", headers={"x-api-key": KEY})
    with urllib.request.urlopen(request) as answer:
        cursor, shown = answer.headers["X-Webhook-Next-Cursor"], json.load(answer)
    request.full_url += f"&cursor={cursor}"
    with urllib.request.urlopen(request) as answer:
        following = json.load(answer)
    ids = [row.id for row in everything]
    assert [row["id"] for row in shown + following] == ids[:4]
    hooks.delete(refusing.id)
    return first


def rotation(client, endpoint):
    """Another secret signs from now on."""
    rotated = client.webhook_endpoints.rotate_secret(endpoint.id)
    assert rotated.secret.startswith("whsec_") and rotated.secret != endpoint.secret
    Receiver.received.clear()
    client.webhook_endpoints.test(endpoint.id)
    _, headers, body = received("/200/all", "webhook.test")
    verified(rotated.secret, headers, body)
    client.webhook_endpoints.update(endpoint.id, enabled=False)
    assert not client.webhook_endpoints.get(endpoint.id).enabled
    raised(SudoMockError, lambda: client.webhook_endpoints.test(endpoint.id), 409)
    client.webhook_endpoints.update(endpoint.id, enabled=True)


def strangers(endpoint, delivery):
    """Another account finds none of it."""
    hooks = SudoMock(api_key=os.environ["SUDOMOCK_OTHER_KEY"], base_url=BASE).webhook_endpoints
    for one in (endpoint.id, UNKNOWN, "no-uuid"):
        for call in (hooks.get, hooks.delete, hooks.test, hooks.rotate_secret, hooks.deliveries, hooks.replay_failed):
            raised(NotFoundError, lambda: call(one), 404)
        raised(NotFoundError, lambda: hooks.update(one, enabled=False), 404)
        raised(NotFoundError, lambda: hooks.replay_delivery(one, delivery.id), 404)
    assert hooks.list().webhook_endpoints == [] and hooks.events().deliveries == []


async def asynchronous(receiver):
    """The other half of the client, on the same calls."""
    async with AsyncSudoMock(api_key=KEY, base_url=BASE) as client:
        hooks = client.webhook_endpoints
        made = await hooks.create(url=f"{receiver}/200/async", events=["render.failed"], event_naming="current")
        assert made.id in [one.id for one in (await hooks.list()).webhook_endpoints]
        assert (await hooks.get(made.id)).event_naming == "current"
        assert (await hooks.update(made.id, description="async")).description == "async"
        secret = (await hooks.rotate_secret(made.id)).secret
        await hooks.test(made.id)
        told, headers, body = await asyncio.to_thread(received, "/200/async", "webhook.test")
        verified(secret, headers, body)
        rows = (await hooks.deliveries(made.id)).deliveries
        assert [row.job_id for row in rows] == [told["job_id"]]
        assert rows[0].id in [row.id for row in (await hooks.events(limit=10)).deliveries]
        await hooks.replay_delivery(made.id, rows[0].id)
        await hooks.replay_failed(made.id)
        await hooks.delete(made.id)
        try:
            await hooks.get(made.id)
            raise AssertionError("no NotFoundError")
        except NotFoundError:
            pass


def main():
    client = SudoMock(api_key=KEY, base_url=BASE)
    endpoint = endpoints(client, RECEIVER)
    mockup = messages(client, endpoint)
    delivery = deliveries(client, endpoint)
    rotation(client, endpoint)
    strangers(endpoint, delivery)
    asyncio.run(asynchronous(RECEIVER))
    client.webhook_endpoints.delete(endpoint.id)
    assert client.webhook_endpoints.list().webhook_endpoints == []
    client.psd_mockups.delete(mockup.uuid)
    print("every webhook method, sync and async")


server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
threading.Thread(target=server.serve_forever, daemon=True).start()
RECEIVER = f"http://127.0.0.1:{server.server_address[1]}"

if __name__ == "__main__":
    main()
