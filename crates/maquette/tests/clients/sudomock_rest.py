"""Every method of the official SudoMock client but webhooks and photos, sync and async, with a table of them at the end;
and, without a client, the operations that it has no methods for: fonts, artworks, the editor's looks, housekeeping.

Settings come from the environment: SUDOMOCK_BASE_URL, SUDOMOCK_KEY and SUDOMOCK_OTHER_KEY (another account's), and
FILES_URL (card.psd, red.png, blocks.ttf). Pictures are checked by their pixels.
"""

import asyncio
import inspect
import io
import json
import os
import urllib.error
import urllib.request
import warnings

from PIL import Image
from sudomock import AsyncSudoMock, SudoMock
from sudomock.exceptions import NotFoundError, SudoMockError, ValidationError
from sudomock.models import StudioResultEvent

BASE, FILES = os.environ["SUDOMOCK_BASE_URL"], os.environ["FILES_URL"]
KEY, OTHER_KEY = os.environ["SUDOMOCK_KEY"], os.environ["SUDOMOCK_OTHER_KEY"]
ELSEWHERE = {"webhook_endpoints", "photo_mockups", "ai"}
# What needs a model is refused in words.
REFUSED = {"renders.create_video", "images.remove_background"}

warnings.simplefilter("ignore", DeprecationWarning)


def methods(client):
    """All methods of a client's resources, as `resource.method`."""
    for resource in sorted(name for name in dir(client) if not name.startswith("_")):
        held = getattr(client, resource)
        if resource in ELSEWHERE or inspect.isroutine(held):
            continue
        for name in sorted(name for name in dir(held) if not name.startswith("_")):
            if inspect.isroutine(getattr(held, name)):
                yield f"{resource}.{name}"


def fetched(url):
    with urllib.request.urlopen(url) as answer:
        return Image.open(io.BytesIO(answer.read())).convert("RGB")


def plain(method, path, body=None, key=KEY):
    """Status, body and headers of a request without a client."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{BASE}/api/v1{path}", data=data, method=method)
    request.add_header("x-api-key", key)
    request.add_header("content-type", "application/json")
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.loads(answer.read()), answer.headers
    except urllib.error.HTTPError as error:
        return error.code, json.loads(error.read()), error.headers


def near(pixel, colour):
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour))


def count(picture, box, colour):
    return sum(near(pixel, colour) for pixel in picture.crop(box).getdata())


class Run:
    """One pass over the methods; `call` hides whether the client is sync or async."""

    def __init__(self, client, call):
        self.client, self._call, self.passed = client, call, set()

    def __call__(self, method, *given, **words):
        resource, name = method.split(".")
        answer = self._call(getattr(getattr(self.client, resource), name), *given, **words)
        self.passed.add(method)
        return answer

    def refused(self, method, kind, status, *given, **words):
        try:
            self(method, *given, **words)
        except SudoMockError as error:
            assert type(error) is kind and error.status_code == status, repr(error)
            return error
        raise AssertionError(f"{method}: not refused")


def pass_over(run):
    card = run("psd.upload", url=f"{FILES}/card.psd", name="card")
    for family in ("psd_mockups", "mockups"):
        assert run(f"{family}.list", name="card").total >= 1
        assert run(f"{family}.get", card.uuid).uuid == card.uuid
        assert run(f"{family}.layers", card.uuid).layers
        assert run(f"{family}.update", card.uuid, name="card").name == "card"
        spare = run("psd.upload", url=f"{FILES}/card.psd", name="spare")
        run(f"{family}.delete", spare.uuid)
        run.refused(f"{family}.get", NotFoundError, 404, spare.uuid)
    render = texts(run, card)
    job = run("renders.create", mockup_uuid=card.uuid, hidden_layers=[card.text_layers[0].uuid], is_async=True)
    done = run("jobs.wait", job.job_id, poll_interval=0.1, timeout=100)
    assert done.succeeded and run("jobs.get", job.job_id).url == done.url
    assert run("jobs.list", kind="render", mockup_uuid=card.uuid, limit=1).jobs[0].job_id == job.job_id
    assert run("account.get").account.email and run("packages.plans") == run("packages.pricing")
    studio(run, card, render)
    error = run.refused("renders.create_video", NotFoundError, 404, mockup_uuid=card.uuid, duration_seconds=4)
    assert "generator" in error.message, error.message
    run.refused("images.remove_background", NotFoundError, 404, url=f"{FILES}/red.png")
    run.passed |= REFUSED
    run("psd_mockups.delete", card.uuid)


def texts(run, card):
    """Text layers, nested ones and nested smart objects, in one picture."""
    named = {text.name: text for text in card.text_layers}
    title, line, side = named["Title"], named["Line"], named["Side"]
    assert title.has_stroke_effect and title.is_editable and title.font_available and not side.is_editable
    assert (line.segment_count, [part.text for part in line.segments]) == (2, ["Doors open ", "at noon"])
    badge = card.smart_objects[0]
    (logo,), (name,) = badge.smart_objects, badge.text_layers
    options = {"image_format": "png", "image_size": "original"}
    words = {"mockup_uuid": card.uuid, "export_options": options}
    render = run(
        "renders.create",
        smart_objects=[{"uuid": logo.uuid, "asset": {"url": f"{FILES}/red.png"}}],
        text_layers=[
            {"uuid": title.uuid, "text": "Hi", "color": "#00a000", "font_size": 90, "stroke_color": ["#ff8000"]},
            {"uuid": line.uuid, "segments": [{"index": 1, "text": "at one"}]},
            {"uuid": name.uuid, "text": "A very long name indeed", "fit": "shrink", "color": "#8000ff"},
        ],
        hidden_layers=[side.uuid],
        **words,
    )
    picture = fetched(render.url)
    assert picture.size == (card.width, card.height)
    assert count(picture, (0, 40, 900, 200), (0, 160, 0)) > 500, "the title's colour"
    assert count(picture, (0, 40, 900, 200), (255, 128, 0)) > 500, "the stroke's colour"
    assert count(picture, (0, 40, 900, 200), (20, 60, 160)) == 0, "no old stroke"
    assert count(picture, (150, 270, 330, 450), (200, 30, 40)) == 180 * 180, "the nested artwork"
    assert count(picture, (41, 475, 439, 539), (128, 0, 255)) > 50, "the nested words"
    assert count(picture, (850, 40, 900, 300), (102, 102, 102)) == 0, "the hidden layer"
    edit = lambda **edit: {**words, "text_layers": [{"uuid": title.uuid, **edit}]}
    for refused in (
        edit(),
        edit(text="a", segments=[{"index": 0, "text": "a"}]),
        edit(text=""),
        edit(text="a" * 501),
        edit(text="a", font_size=2001),
        edit(text="a", color="blue"),
        edit(text="a", fit="stretch"),
        edit(segments=[{"index": 5, "text": "a"}]),
        {**edit(text="a"), "hidden_layers": [title.uuid]},
        {**words, "text_layers": [{"uuid": side.uuid, "text": "a"}]},
        {**words, "text_layers": [{"uuid": logo.uuid, "text": "a"}]},
    ):
        run.refused("renders.create", ValidationError, 422, **refused)
    return render


def studio(run, card, render):
    """An editor session, what a visitor may do in it, and the confirmation of what they submit."""
    session = run(
        "studio.create_session",
        allowed_origin="https://shop.example",
        mockup_uuid=card.uuid,
        product_id="p1",
        variant_id="v1",
        ui={"primary_action_label": "Add", "accent_color": "#2563eb"},
        action_id="a1",
    )
    assert (session.expires_in, session.mockup_type) == (900, "psd") and session.bootstrap_secret
    request = urllib.request.Request(f"{BASE}/api/v1/psd-mockups/{card.uuid}")
    request.add_header("authorization", f"Bearer {session.session}")
    with urllib.request.urlopen(request) as answer:
        assert json.loads(answer.read())["data"]["uuid"] == card.uuid
    event = lambda **payload: StudioResultEvent.model_validate(
        {
            "version": 1,
            "source": "sudomock-studio",
            "type": "studio.design-submitted",
            "request_id": "r1",
            "message_session_id": session.message_session_id,
            "payload": {"mockup_uuid": card.uuid, "render_uuid": render.render_uuid, "action_id": "a1", **payload},
        }
    )
    context = {"shop": "shop.example", "product_id": "p1", "variant_id": "v1"}
    first = run("studio.consume_action", event(), action_context=context)
    again = run("studio.consume_action", event(), action_context=context)
    assert (first.replayed, again.replayed) == (False, True) and first.receipt == again.receipt
    assert first.receipt.action_context.product_id == "p1" and first.receipt.render_uuid == render.render_uuid
    other = {**context, "product_id": "p2"}
    run.refused("studio.consume_action", ValidationError, 422, event(), action_context=other)
    run.refused("studio.consume_action", ValidationError, 422, event(action_id="a2"), action_context=context)
    unknown = "00000000-0000-4000-8000-000000000000"
    run.refused("studio.consume_action", NotFoundError, 404, event(render_uuid=unknown), action_context=context)


def without_methods(client):
    """What the client has no methods for."""
    status, font, _ = plain("POST", "/fonts", {"url": f"{FILES}/blocks.ttf", "license_confirmed": True})
    assert (status, font["family"], font["is_system"]) == (200, "Maquette Blocks", False), font
    with urllib.request.urlopen(font["file_url"]) as answer:
        assert answer.read(4) == b"\0\1\0\0"
    status, fonts, _ = plain("GET", "/fonts?scope=all&search=liberation&per_page=1&page=2")
    assert (status, fonts["pagination"]) == (200, {"page": 2, "per_page": 1, "total": 2}), fonts
    assert plain("GET", f"/fonts/{font['uuid']}")[1] == font
    assert plain("GET", f"/fonts/{font['uuid']}", key=OTHER_KEY)[0] == 404
    assert plain("DELETE", f"/fonts/{font['uuid']}", key=OTHER_KEY)[0] == 404

    card = client.psd.upload(url=f"{FILES}/card.psd")
    line = next(text for text in card.text_layers if text.name == "Line")
    edit = lambda name: [{"uuid": line.uuid, "text": "Hello", "font": name}]
    draw = lambda name: client.renders.create(mockup_uuid=card.uuid, text_layers=edit(name))
    own = [fetched(draw(name).url).tobytes() for name in (font["uuid"], "Maquette-BlocksText")]
    assert plain("DELETE", f"/fonts/{font['uuid']}")[:2] == (200, {"success": True})
    assert own[0] == own[1] != fetched(draw("Maquette-BlocksText").url).tobytes()

    logo = card.smart_objects[0].smart_objects[0].uuid
    art = [{"uuid": logo, "asset": {"url": f"{FILES}/red.png"}}]
    job = client.renders.create(mockup_uuid=card.uuid, smart_objects=art, is_async=True)
    assert client.jobs.wait(job.job_id, poll_interval=0.1).url
    forget = {"urls": [f"{FILES}/red.png"]}
    assert plain("POST", "/artworks/delete", forget, key=OTHER_KEY)[:2] == (200, {"deleted": 0})
    assert client.jobs.get(job.job_id).url
    assert plain("POST", "/artworks/delete", forget)[:2] == (200, {"deleted": 1})
    assert client.jobs.get(job.job_id).result_url is None
    assert plain("POST", "/artworks/delete", {"urls": ["a"] * 501})[0] == 422

    status, looks, _ = plain("PUT", "/studio/config", {"config": {"primaryColor": "#102030", "displayMode": "page"}})
    assert (status, looks["config"]["primaryColor"], looks["config_version"]) == (200, "#102030", 1), looks
    assert plain("GET", "/studio/config")[1] == looks
    older = plain("POST", "/studio/create-session", {"mockup_uuid": card.uuid, "product_id": 17, "shop": "shop.example"})
    assert (older[0], older[1]["displayMode"]) == (200, "page"), older
    assert plain("PUT", "/studio/config", {"config": {"maxFileSize": 51}})[0] == 422
    for path in ("/woocommerce/disconnect", "/support/ticket"):
        assert plain("POST", path, {})[:2] == (200, {"success": True})
    client.psd_mockups.delete(card.uuid)


def main():
    client = SudoMock(api_key=KEY, base_url=BASE)
    sync = Run(client, lambda call, *given, **words: call(*given, **words))
    pass_over(sync)
    without_methods(client)
    known = list(methods(client))
    client.close()

    loop = asyncio.new_event_loop()
    other = AsyncSudoMock(api_key=KEY, base_url=BASE)
    concurrent = Run(other, lambda call, *given, **words: loop.run_until_complete(call(*given, **words)))
    pass_over(concurrent)
    assert list(methods(other)) == known
    loop.run_until_complete(other.close())
    loop.close()

    print(f"{'method':32} sync  async")
    mark = lambda run, method: "-" if method not in run.passed else "4xx" if method in REFUSED else "pass"
    for method in known:
        print(f"{method:32} {mark(sync, method):5} {mark(concurrent, method)}")
    missing = [method for method in known if method not in sync.passed or method not in concurrent.passed]
    assert not missing, missing
    print(f"{len(known)} methods, {len(REFUSED)} of them refused in words")


if __name__ == "__main__":
    main()
