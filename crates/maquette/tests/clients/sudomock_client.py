"""The official SudoMock client for Python, unmodified, sync and async, against a server of ours.

Settings come from the environment: SUDOMOCK_BASE_URL, SUDOMOCK_KEY and SUDOMOCK_OTHER_KEY (another account's),
SUDOMOCK_LIMITED_BASE_URL and SUDOMOCK_LIMITED_KEY (a server that allows a few requests a minute), and FILES_URL (poster.psd,
mug.psd, tshirt.psd, red.png, page.html, broken.psd). Pictures are checked by their pixels.
"""

import asyncio
import base64
import io
import json
import os
import time
import urllib.error
import urllib.request
import warnings

from PIL import Image
from sudomock import AsyncSudoMock, SudoMock
from sudomock.exceptions import (
    AuthenticationError,
    NotFoundError,
    RateLimitError,
    SudoMockError,
    ValidationError,
)

BASE = os.environ["SUDOMOCK_BASE_URL"]
KEY = os.environ["SUDOMOCK_KEY"]
FILES = os.environ["FILES_URL"]
RED, GREEN, BLUE, YELLOW = (220, 20, 20), (20, 180, 20), (20, 20, 220), (230, 220, 20)


def raised(kind, call, status=None):
    """The error that a call raises, which must be exactly of this kind."""
    try:
        call()
    except SudoMockError as error:
        assert type(error) is kind, repr(error)
        assert status is None or error.status_code == status, repr(error)
        return error
    raise AssertionError(f"no {kind.__name__}")


def fetched(url):
    """A picture by its URL, with the answer's headers."""
    with urllib.request.urlopen(url) as answer:
        return Image.open(io.BytesIO(answer.read())), answer.headers


def encoded(picture):
    """A picture as the client sends it inline."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def quarters(width=400, height=600):
    """Red, green / blue, yellow."""
    picture = Image.new("RGB", (2, 2))
    picture.putdata([RED, GREEN, BLUE, YELLOW])
    return picture.resize((width, height), Image.NEAREST)


def name_of(pixel):
    """Which of the four colours a pixel shows, through any light or shadow; `other` when none."""
    red, green, blue = pixel[:3]
    high, low = max(red, green, blue), min(red, green, blue)
    if high - low < 40:
        return "other"
    if min(red, green) > 1.6 * blue and abs(red - green) < 0.3 * high:
        return "yellow"
    if red == high and red > 1.5 * max(green, blue):
        return "red"
    if green == high and green > 1.5 * max(red, blue):
        return "green"
    return "blue" if blue == high and blue > 1.5 * max(red, green) else "other"


class Slot:
    """A flat smart object and where its own pixels are in a picture."""

    def __init__(self, mockup, index=0):
        self.mockup = mockup
        self.slot = mockup.smart_objects[index]
        self.uuid = self.slot.uuid
        self.width, self.height = self.slot.size.width, self.slot.size.height
        self.quad = self.slot.quad

    def at(self, picture, x, y):
        """The pixel where (x, y), as shares of the frame, is placed; for corners of a parallelogram."""
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = self.quad
        scale = picture.width / self.mockup.width
        far = [(1 - x) * (1 - y), x * (1 - y), x * y, (1 - x) * y]
        px = sum(share * corner for share, corner in zip(far, (x0, x1, x2, x3)))
        py = sum(share * corner for share, corner in zip(far, (y0, y1, y2, y3)))
        return picture.convert("RGB").getpixel((round(px * scale), round(py * scale)))

    def seen(self, picture, *points):
        return [name_of(self.at(picture, *point)) for point in points]

    def corners(self, picture):
        """The colours in the middle of the four quarters, from the top left clockwise."""
        return self.seen(picture, (0.25, 0.25), (0.75, 0.25), (0.75, 0.75), (0.25, 0.75))

    def fill(self, **words):
        return [{"uuid": self.uuid, "asset": {"base64": encoded(quarters()), **words}}]


def render(client, slot, smart_objects=None, **words):
    """Renders; the picture and its headers."""
    words.setdefault("export_options", {"image_format": "png", "image_size": 1000})
    result = client.renders.create(mockup_uuid=slot.mockup.uuid, smart_objects=smart_objects, **words)
    assert result.render_uuid and result.print_files[0].export_path == result.url
    return fetched(result.url)


def uploads(client):
    """Uploads by URL, at once and as a job, and the files that are refused."""
    poster = client.psd.upload(url=f"{FILES}/poster.psd")
    assert poster.name == "poster" and poster.width and poster.smart_objects and poster.thumbnail
    widths = [thumbnail["width"] for thumbnail in poster.thumbnails]
    assert widths == [720, 480, 240], widths
    for thumbnail in poster.thumbnails:
        picture, headers = fetched(thumbnail["url"])
        assert (picture.width, headers["content-type"]) == (thumbnail["width"], "image/webp")
    job = client.psd.upload(url=f"{FILES}/mug.psd", name="The Mug", is_async=True)
    done = client.jobs.wait(job.job_id, poll_interval=0.1, timeout=100)
    assert (job.kind, done.status, done.mockup_name) == ("upload", "succeeded", "The Mug"), done
    mug = client.psd_mockups.get(done.mockup_uuid)
    tshirt = client.psd.upload(url=f"{FILES}/tshirt.psd", name="a shirt ☃")
    assert len({poster.uuid, mug.uuid, tshirt.uuid}) == 3

    raised(SudoMockError, lambda: client.psd.upload(url="file:///etc/passwd"), 400)
    raised(SudoMockError, lambda: client.psd.upload(url="http://169.254.169.254/latest"), 400)
    raised(SudoMockError, lambda: client.psd.upload(url=f"{FILES}/missing.psd"), 400)
    raised(ValidationError, lambda: client.psd.upload(url=f"{FILES}/page.html"), 422)
    raised(ValidationError, lambda: client.psd.upload(url=f"{FILES}/broken.psd"), 422)
    raised(ValidationError, lambda: client.psd.upload(url=""), 422)
    return poster, mug, tshirt


def lists(client, mockups):
    """Filters, sorts and pages, under both paths."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        families = (client.psd_mockups, client.mockups)
    for family in families:
        names = lambda **words: [mockup.name for mockup in family.list(**words).mockups]
        assert names() == ["a shirt ☃", "The Mug", "poster"]
        assert names(order="asc") == ["poster", "The Mug", "a shirt ☃"]
        assert names(sort="name", order="asc") == ["a shirt ☃", "poster", "The Mug"]
        assert names(sort="updated_at", order="desc")[0] == "a shirt ☃"
        assert names(name="MUG") == ["The Mug"] and names(name="☃") == ["a shirt ☃"] and names(name="%") == []
        middle = family.get(mockups[1].uuid).created_at.isoformat()
        assert names(created_after=middle) == ["a shirt ☃", "The Mug"]
        assert names(created_before=middle) == ["The Mug", "poster"]
        assert names(created_after="2100-01-01") == [] == names(created_before="2000-01-01")
        page = family.list(limit=2, offset=1)
        assert (page.total, page.limit, page.offset, len(page.mockups)) == (3, 2, 1, 2)
        paged, offset = [], 0
        while (page := family.list(limit=1, offset=offset)).mockups:
            paged += [mockup.uuid for mockup in page.mockups]
            offset += 1
        assert paged == [mockup.uuid for mockup in reversed(mockups)]
        for words in ({"limit": 0}, {"limit": 101}, {"offset": -1}, {"sort": "size"}, {"order": "up"}, {"created_after": "x"}):
            error = raised(ValidationError, lambda: family.list(**words), 422)
            assert error.message == "Validation error", error


def layers(client, mockup):
    """The layer tree agrees with the mockup."""
    tree = client.psd_mockups.layers(mockup.uuid)
    assert tree.mockup_uuid == mockup.uuid
    flat, todo = [], list(tree.layers)
    while todo:
        layer = todo.pop(0)
        flat.append(layer)
        todo += layer.children
    slots = {slot.uuid for slot in mockup.smart_objects}
    assert slots <= {layer.uuid for layer in flat if layer.kind == "smart_object"}, flat
    return flat


def renames(client, mockup):
    for name in ("Ünïcode — 東京", "é" * 255):
        renamed = client.psd_mockups.update(mockup.uuid, name=name)
        assert renamed.name == name and renamed.smart_objects[0].uuid == mockup.smart_objects[0].uuid
    for name in ("", "é" * 256):
        raised(ValidationError, lambda: client.psd_mockups.update(mockup.uuid, name=name), 422)
    assert client.psd_mockups.update(mockup.uuid, name=mockup.name).name == mockup.name


def placements(client, slot):
    """Where the artwork lies, by the colours that are seen there."""
    see = lambda **words: slot.corners(render(client, slot, slot.fill(**words))[0])
    assert see() == ["red", "green", "yellow", "blue"]
    assert see(rotate=90) == ["blue", "red", "green", "yellow"]
    assert see(rotate=-90) == ["green", "yellow", "blue", "red"]
    assert see(rotate=180) == ["yellow", "blue", "red", "green"]
    assert see(flip_horizontal=True) == ["green", "red", "blue", "yellow"]
    assert see(flip_vertical=True) == ["blue", "yellow", "green", "red"]
    assert see(flip_horizontal=True, flip_vertical=True) == ["yellow", "blue", "red", "green"]

    half = {"width": slot.width // 2, "height": slot.height // 2}
    placed = render(client, slot, slot.fill(size=half, position={"top": 0, "left": 0}))[0]
    expected = ["red", "green", "yellow", "blue"]
    assert slot.seen(placed, (0.125, 0.125), (0.375, 0.125), (0.375, 0.375), (0.125, 0.375)) == expected
    assert slot.seen(placed, (0.75, 0.75)) == ["other"]
    centred = render(client, slot, slot.fill(size=half))[0]
    assert slot.seen(centred, (0.375, 0.375), (0.625, 0.375), (0.625, 0.625), (0.375, 0.625)) == expected
    assert slot.seen(centred, (0.1, 0.1)) == ["other"]

    tiled = render(client, slot, slot.fill(size=half, position={"top": 0, "left": 0}, tile=True))[0]
    points = [(0.125, 0.125), (0.375, 0.125), (0.375, 0.375), (0.125, 0.375)]
    for right, down in ((0, 0), (0.5, 0), (0, 0.5), (0.5, 0.5)):
        assert slot.seen(tiled, *[(x + right, y + down) for x, y in points]) == expected, (right, down)
    spaced = slot.fill(size=half, position={"top": 0, "left": 0}, tile=True, tile_spacing=50)
    assert slot.seen(render(client, slot, spaced)[0], (0.625, 0.125), (0.875, 0.125)) == ["other", "red"]
    raised(ValidationError, lambda: render(client, slot, slot.fill(tile=True)), 422)

    wide = [{"uuid": slot.uuid, "asset": {"base64": encoded(quarters(800, 100))}}]
    fit = lambda word: render(client, slot, [{**wide[0], "asset": {**wide[0]["asset"], "fit": word}}])[0]
    contained, covered = fit("contain"), fit("cover")
    assert slot.seen(contained, (0.25, 0.1), (0.25, 0.9)) == ["other", "other"]
    assert slot.seen(contained, (0.25, 0.49), (0.75, 0.51)) == ["red", "yellow"]
    assert slot.corners(covered) == expected == slot.corners(fit("fill"))


def colours(client, slot):
    """Colours, their modes, and adjustments."""
    see = lambda words: slot.at(render(client, slot, [{"uuid": slot.uuid, **words}])[0], 0.5, 0.25)
    art = {"asset": {"url": f"{FILES}/red.png"}}
    assert name_of(see(art)) == "red"
    assert name_of(see({"color": {"hex": "#1414dc"}})) == "blue"
    assert name_of(see({**art, "color": {"hex": "#14b414", "blending_mode": "normal"}})) == "green"
    dark = see({**art, "color": {"hex": "#000000", "blending_mode": "multiply"}})
    light = see({**art, "color": {"hex": "#ffffff", "blending_mode": "screen"}})
    assert max(dark) < 90 and min(light) > 150, (dark, light)
    hyphen = see({**art, "color": {"hex": "#808080", "blending_mode": "soft-light"}})
    assert hyphen == see({**art, "color": {"hex": "#808080", "blending_mode": "soft_light"}})

    plain = see(art)
    adjusted = lambda **words: see({**art, "adjustment_layers": words})
    assert sum(adjusted(brightness=100)) > sum(plain) > sum(adjusted(brightness=-100))
    grey = adjusted(saturation=-100)
    assert max(grey) - min(grey) < 30 < max(plain) - min(plain), grey
    assert adjusted(vibrance=-100) != plain and adjusted(contrast=100) != plain
    assert name_of(adjusted(opacity=0)) != "red"
    inside = lambda picture: [slot.at(picture, 0.5 + x / 1000, 0.25) for x in range(-40, 41, 4)]
    sharp = inside(render(client, slot, slot.fill())[0])
    blurred = slot.fill()
    blurred[0]["adjustment_layers"] = {"blur": 40}
    soft = inside(render(client, slot, blurred)[0])
    step = lambda pixels: max(abs(a[0] - b[0]) for a, b in zip(pixels, pixels[1:]))
    assert step(soft) < step(sharp) / 2, (step(soft), step(sharp))
    for words in ({"brightness": 151}, {"opacity": -1}, {"blur": 101}):
        raised(ValidationError, lambda: adjusted(**words), 422)


def exports(client, slot):
    """Formats, sizes, quality, resolution, label."""
    kinds = {"webp": ("WEBP", "image/webp"), "png": ("PNG", "image/png"), "jpg": ("JPEG", "image/jpeg")}
    for word, (kind, media) in kinds.items():
        options = {"image_format": word, "image_size": 640, "dpi": 300}
        result = client.renders.create(
            mockup_uuid=slot.mockup.uuid, smart_objects=slot.fill(), export_options=options, export_label="Spring sale"
        )
        assert result.url.endswith(f".{word}") and "/Spring-sale-" in result.url, result.url
        picture, headers = fetched(result.url)
        assert (picture.format, headers["content-type"], picture.width) == (kind, media, 640)
        assert slot.corners(picture) == ["red", "green", "yellow", "blue"], word
        if word != "webp":
            assert round(picture.info["dpi"][0]) == 300, picture.info["dpi"]
    default, headers = render(client, slot, slot.fill(), export_options=None)
    assert (default.format, default.width) == ("WEBP", 2048)
    original, _ = render(client, slot, slot.fill(), export_options={"image_size": "original", "image_format": "png"})
    assert original.size == (slot.mockup.width, slot.mockup.height)
    size = lambda quality: int(
        render(client, slot, slot.fill(), export_options={"image_format": "jpg", "quality": quality})[1]["content-length"]
    )
    assert size(10) < size(95)
    for words in ({"image_size": 99}, {"image_size": 10001}, {"quality": 0}, {"dpi": 71}, {"image_format": "gif"}):
        raised(ValidationError, lambda: render(client, slot, slot.fill(), export_options=words), 422)
    long = lambda: render(client, slot, slot.fill(), export_label="x" * 101)
    raised(ValidationError, long, 422)


def hiding(client, slot, flat):
    """Layers left out."""
    visible, _ = render(client, slot, hidden_layers=[slot.uuid])
    plain, _ = render(client, slot, slot.fill())
    assert slot.corners(plain) != slot.corners(visible)
    both = lambda: render(client, slot, slot.fill(), hidden_layers=[slot.uuid])
    raised(ValidationError, both, 422)
    raised(ValidationError, lambda: render(client, slot, hidden_layers=[slot.mockup.uuid]), 422)
    raised(ValidationError, lambda: render(client, slot), 422)
    assert len(flat) > 1


def jobs(client, slot):
    """Renders as jobs, their end, and their list."""
    words = {"mockup_uuid": slot.mockup.uuid, "smart_objects": slot.fill(), "is_async": True}
    accepted = [client.renders.create(export_label=f"job {number}", **words) for number in range(3)]
    for job in accepted:
        done = client.jobs.wait(job.job_id, poll_interval=0.1, timeout=100)
        assert (done.kind, done.succeeded, done.mockup_uuid) == ("render", True, slot.mockup.uuid), done
        assert slot.corners(fetched(done.url)[0])[0] == "red"
    missing = [{"uuid": slot.uuid, "asset": {"url": f"{FILES}/missing.png"}}]
    failed = client.renders.create(**{**words, "smart_objects": missing})
    done = client.jobs.wait(failed.job_id, poll_interval=0.1, timeout=100)
    assert done.failed and done.error_code == "SOURCE_UNAVAILABLE" and "404" in done.error, done

    newest = client.jobs.list(kind="render", mockup_uuid=slot.mockup.uuid, limit=2)
    assert [job.job_id for job in newest.jobs] == [failed.job_id, accepted[2].job_id]
    following = client.jobs.list(kind="render", mockup_uuid=slot.mockup.uuid, limit=2, cursor=newest.next_cursor)
    assert [job.job_id for job in following.jobs] == [accepted[1].job_id, accepted[0].job_id]
    seen, cursor = set(), None
    while True:
        page = client.jobs.list(limit=10, cursor=cursor)
        assert not seen & {job.job_id for job in page.jobs}
        seen |= {job.job_id for job in page.jobs}
        cursor = page.next_cursor
        if cursor is None:
            break
    assert {job.job_id for job in accepted} <= seen
    assert {job.kind for job in client.jobs.list(kind="upload").jobs} == {"upload"}
    assert client.jobs.list(kind="video").jobs == []


def refusals(client, mockup):
    """Every class of error; what is absent answers 4xx, in words."""
    unknown = "00000000-0000-4000-8000-000000000000"
    other = SudoMock(api_key=os.environ["SUDOMOCK_OTHER_KEY"], base_url=BASE)
    for asked, uuid in ((client, unknown), (client, "no-uuid"), (other, mockup.uuid)):
        for call in (asked.psd_mockups.get, asked.psd_mockups.layers, asked.psd_mockups.delete):
            assert raised(NotFoundError, lambda: call(uuid), 404).message == "Mockup not found"
        raised(NotFoundError, lambda: asked.psd_mockups.update(uuid, name="mine"), 404)
        slots = [{"uuid": mockup.smart_objects[0].uuid, "color": {"hex": "#fff"}}]
        raised(NotFoundError, lambda: asked.renders.create(mockup_uuid=uuid, smart_objects=slots), 404)
    assert other.psd_mockups.list().total == 0
    raised(NotFoundError, lambda: client.jobs.get(unknown), 404)

    for key in ("sm_" + "0" * 64, "sm_short", "words"):
        wrong = SudoMock(api_key=key, base_url=BASE)
        assert raised(AuthenticationError, wrong.psd_mockups.list, 401).message == "Invalid or missing API key"
    assert wrong.packages.plans().plans, "plans need no key"
    # The client never comes without a key.
    try:
        urllib.request.urlopen(f"{BASE}/api/v1/mockups")
        raise AssertionError("no 401")
    except urllib.error.HTTPError as error:
        told = json.load(error)
    detail = "Authentication required. Provide either 'x-api-key' header or 'Authorization: Bearer <token>'"
    assert told == {"detail": detail, "success": False}, told

    slot = mockup.smart_objects[0].uuid
    bad = {"uuid": slot, "asset": {"url": f"{FILES}/page.html"}}
    raised(ValidationError, lambda: client.renders.create(mockup_uuid=mockup.uuid, smart_objects=[bad]), 422)
    inside = {"uuid": slot, "asset": {"url": "http://[::ffff:10.0.0.1]/a.png"}}
    raised(SudoMockError, lambda: client.renders.create(mockup_uuid=mockup.uuid, smart_objects=[inside]), 400)
    cut = {"uuid": slot, "asset": {"url": f"{FILES}/red.png", "remove_background": True}}
    raised(ValidationError, lambda: client.renders.create(mockup_uuid=mockup.uuid, smart_objects=[cut]), 422)
    raised(NotFoundError, lambda: client.renders.create_video(mockup_uuid=mockup.uuid, duration_seconds=4), 404)

    limited = SudoMock(
        api_key=os.environ["SUDOMOCK_LIMITED_KEY"], base_url=os.environ["SUDOMOCK_LIMITED_BASE_URL"], max_retries=1
    )
    for _ in range(20):
        try:
            limited.account.get()
        except RateLimitError as error:
            assert error.retry_after >= 1 and error.message.startswith("Rate limit exceeded. Try again in "), error
            change = raised(RateLimitError, lambda: limited.psd_mockups.update(unknown, name="a"), 429)
            assert change.message == "Rate limit exceeded. Please slow down and try again."
            break
    else:
        raise AssertionError("the limited server never refused")


def account(client):
    info = client.account.get()
    assert info.account.email and info.usage.is_funded and info.subscription.status == "active"
    assert info.api_key.name is not None and info.usage.billing_period_end > info.usage.billing_period_start
    assert client.packages.plans() == client.packages.pricing() and client.packages.plans().plans[0].name


async def asynchronous():
    """The other half of the client, on the same calls."""
    async with AsyncSudoMock(api_key=KEY, base_url=BASE) as client:
        mockup = await client.psd.upload(url=f"{FILES}/poster.psd", name="async")
        assert (await client.psd_mockups.list(name="ASYNC", limit=1)).total == 1
        assert (await client.psd_mockups.get(mockup.uuid)).uuid == mockup.uuid
        assert (await client.psd_mockups.layers(mockup.uuid)).layers
        assert (await client.psd_mockups.update(mockup.uuid, name="async two")).name == "async two"
        slot = Slot(mockup)
        options = {"image_format": "png", "image_size": 500}
        words = {"mockup_uuid": mockup.uuid, "export_options": options}
        turned = [client.renders.create(smart_objects=slot.fill(rotate=turn), **words) for turn in (0, 90, 180, 270)]
        seen = [slot.corners(fetched(result.url)[0])[0] for result in await asyncio.gather(*turned)]
        assert seen == ["red", "blue", "yellow", "green"], seen
        job = await client.renders.create(smart_objects=slot.fill(), is_async=True, **words)
        done = await client.jobs.wait(job.job_id, poll_interval=0.1, timeout=100)
        assert done.succeeded and (await client.jobs.get(job.job_id)).url == done.url
        assert (await client.jobs.list(limit=1)).jobs[0].job_id == job.job_id
        assert (await client.account.get()).account.email and (await client.packages.plans()).plans
        await client.psd_mockups.delete(mockup.uuid)
        for call, kind in (
            (client.psd_mockups.get(mockup.uuid), NotFoundError),
            (client.psd_mockups.list(limit=101), ValidationError),
            (AsyncSudoMock(api_key="sm_0", base_url=BASE).psd_mockups.list(), AuthenticationError),
        ):
            try:
                await call
                raise AssertionError(f"no {kind.__name__}")
            except kind:
                pass


def main():
    began = time.monotonic()
    client = SudoMock(api_key=KEY, base_url=BASE)

    def part(work, *given):
        start = time.monotonic()
        result = work(client, *given)
        print(f"{work.__name__}: {time.monotonic() - start:.1f} s", flush=True)
        return result

    poster, mug, tshirt = mockups = part(uploads)
    part(lists, mockups)
    flat = part(layers, poster)
    part(renames, mug)
    slot = Slot(poster)
    part(placements, slot)
    part(colours, slot)
    part(exports, slot)
    part(hiding, slot, flat)
    part(jobs, slot)
    part(refusals, poster)
    part(account)
    for mockup in mockups:
        client.psd_mockups.delete(mockup.uuid)
        raised(NotFoundError, lambda: client.psd_mockups.get(mockup.uuid), 404)
    assert client.psd_mockups.list().total == 0
    asyncio.run(asynchronous())
    print(f"all: {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    main()
