"""Photo mockups by the official SudoMock client for Python, unmodified, sync and async, against a server of ours.

Settings come from the environment: SUDOMOCK_BASE_URL, SUDOMOCK_KEY and SUDOMOCK_OTHER_KEY (another account's). Photos
are served from here, and pictures are checked by their pixels. PICTURES_FOLDER, when set, receives them, to be looked at.
"""

import asyncio
import base64
import http.server
import io
import json
import os
import threading
import urllib.error
import urllib.request

from PIL import Image, ImageDraw
from sudomock import AsyncSudoMock, SudoMock
from sudomock.exceptions import NotFoundError, SudoMockError, ValidationError

BASE = os.environ["SUDOMOCK_BASE_URL"]
KEY = os.environ["SUDOMOCK_KEY"]
RED, GREEN, BLUE, YELLOW, WHITE = (220, 20, 20), (20, 180, 20), (20, 20, 220), (230, 220, 20), (255, 255, 255)
WIDTH, HEIGHT = 800, 600
FRONT = [[200, 150], [500, 150], [500, 350], [200, 350]]
# A wall seen from the side: its right edge is half as high as its left one.
WALL = [[100, 100], [700, 200], [700, 400], [100, 500]]


def photo(shade=True):
    """A white wall with light falling from the left, darker to the right."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), WHITE)
    if shade:
        draw = ImageDraw.Draw(picture)
        for x in range(WIDTH):
            light = 255 - 127 * x // WIDTH
            draw.line([(x, 0), (x, HEIGHT)], (light, light, light))
    return picture


def file_of(picture, form="PNG", **words):
    buffer = io.BytesIO()
    picture.save(buffer, form, **words)
    return buffer.getvalue()


def encoded(picture, form="PNG", **words):
    return base64.b64encode(file_of(picture, form, **words)).decode()


def quarters(width=400, height=400):
    """Red, green / blue, yellow."""
    picture = Image.new("RGB", (2, 2))
    picture.putdata([RED, GREEN, BLUE, YELLOW])
    return picture.resize((width, height), Image.NEAREST)


class Files(http.server.BaseHTTPRequestHandler):
    """The photos that are given by URL."""

    pages = {"/My%20wall.jpg": lambda: file_of(photo(), "JPEG", quality=95), "/page.jpg": lambda: b"<html>no</html>"}

    def do_GET(self):
        page = self.pages.get(self.path)
        self.send_response(200 if page else 404)
        self.end_headers()
        if page:
            self.wfile.write(page())

    def log_message(self, *_):
        pass


def served():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


def raised(kind, call, status=None):
    """The error that a call raises, which must be exactly of this kind."""
    try:
        call()
    except SudoMockError as error:
        assert type(error) is kind, repr(error)
        assert status is None or error.status_code == status, repr(error)
        return error
    raise AssertionError(f"no {kind.__name__}")


def fetched(url, name=None):
    with urllib.request.urlopen(url) as answer:
        picture = Image.open(io.BytesIO(answer.read())).convert("RGB")
    if name and os.environ.get("PICTURES_FOLDER"):
        picture.save(os.path.join(os.environ["PICTURES_FOLDER"], f"{name}.png"))
    return picture


def near(pixel, colour, within=3):
    assert all(abs(a - b) <= within for a, b in zip(pixel[:3], colour)), f"{pixel} is not {colour}"


def asked(path, body, method="POST", key=KEY):
    """A request that the client would not send; the answer's status and body."""
    request = urllib.request.Request(f"{BASE}{path}", json.dumps(body).encode(), method=method)
    request.add_header("x-api-key", key)
    request.add_header("content-type", "application/json")
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


PNG = {"image_format": "png", "image_size": "original"}


def render(client, mockup, name=None, area=None, options=PNG, **words):
    area = area or mockup.quads[0].print_area_id
    if "color" not in words and "artwork_url" not in words:
        words.setdefault("base64", encoded(quarters()))
    result = client.render(mockup_uuid=mockup.mockup_id, print_areas=[{"uuid": area, **words}], export_options=options)
    file = result.print_files[0]
    assert result.render_uuid and file.duration_ms >= 0 and file.export_format == options["image_format"], result
    return fetched(result.url, name)


def creating(photos, files):
    made = photos.create(source_url=f"{files}/My%20wall.jpg", print_areas=[{"points": FRONT, "name": "Front"}])
    assert (made.name, made.status, made.customizable) == ("My wall", "ready", True), made
    assert (made.source_width, made.source_height, made.version) == (WIDTH, HEIGHT, 1), made
    quad = made.quads[0]
    assert (quad.name, quad.sort_order, quad.points) == ("Front", 0, FRONT), quad
    assert fetched(made.thumbnail_url).size == (720, 540)
    assert fetched(made.watermarked_source_url).size == (WIDTH, HEIGHT)
    assert photos.get(made.mockup_id) == made

    job = photos.create(source_base64=encoded(photo(False)), name="Plain", is_async=True, idempotency_key="a key")
    again = photos.create(source_base64=encoded(photo(False)), name="Plain", is_async=True, idempotency_key="a key")
    assert job.job_id == again.job_id
    plain = photos.wait_for_2d_mockup(job.job_id, poll_interval=0.1, timeout=60)
    assert (plain.name, plain.customizable, plain.quads) == ("Plain", False, []), plain

    # A photo that the camera stored on its side stands upright.
    exif = Image.Exif()
    exif[0x0112] = 6
    turned = photos.create(source_base64="data:image/jpeg;base64," + encoded(photo(), "JPEG", exif=exif), name="Turned")
    assert (turned.source_width, turned.source_height) == (HEIGHT, WIDTH), turned

    refusals = [
        ({"source_url": f"{files}/missing.jpg"}, SudoMockError, 400),
        ({"source_url": "http://169.254.169.254/latest"}, SudoMockError, 400),
        ({"source_url": f"{files}/page.jpg"}, ValidationError, 422),
        ({"source_base64": "!!"}, ValidationError, 422),
        ({"source_base64": encoded(Image.new("RGB", (8, 8)))}, ValidationError, 422),
        ({"source_base64": encoded(photo()), "print_areas": [{"points": FRONT[:3]}]}, ValidationError, 422),
        ({"source_base64": encoded(photo()), "print_areas": [{"points": FRONT[::-1]}]}, ValidationError, 422),
        ({"source_base64": encoded(photo()), "print_areas": [{"points": FRONT}] * 9}, ValidationError, 422),
        (
            {"source_base64": encoded(photo()), "print_areas": [{"points": [[x + 5000, y] for x, y in FRONT]}]},
            ValidationError,
            422,
        ),
    ]
    for words, kind, status in refusals:
        raised(kind, lambda words=words: photos.create(**words), status)
    bomb = encoded(Image.new("1", (60_000, 60_000)))
    assert raised(SudoMockError, lambda: photos.create(source_base64=bomb)).status_code == 413
    return made, plain, turned


def listing(photos, made, plain, turned):
    everything = photos.list()
    ids = [mockup.mockup_id for mockup in everything.mockups]
    assert (ids, everything.total) == ([turned.mockup_id, plain.mockup_id, made.mockup_id], 3), everything
    part = photos.list(limit=1, offset=1)
    assert ([mockup.mockup_id for mockup in part.mockups], part.total, part.limit) == ([plain.mockup_id], 3, 1)
    ready = photos.list(customizable_only=True)
    assert (ready.total, ready.mockups[0].print_areas) == (1, made.quads), ready
    raised(ValidationError, lambda: photos.list(limit=101), 422)


def areas(photos, made, plain):
    front = made.quads[0]
    wall = {"points": WALL, "name": "Wall"}
    kept = {"points": FRONT, "name": "Kept", "print_area_id": front.print_area_id}
    changed = photos.update_2d_print_areas(made.mockup_id, [kept, wall])
    assert [area.name for area in changed.print_areas] == ["Kept", "Wall"]
    assert changed.print_areas[0].print_area_id == front.print_area_id
    assert [area.sort_order for area in changed.print_areas] == [0, 1]
    after = photos.get(made.mockup_id)
    assert (after.version, after.quads) == (2, changed.print_areas)
    raised(ValidationError, lambda: photos.update_2d_print_areas(plain.mockup_id, [kept]), 422)
    given = photos.update_2d_print_areas(plain.mockup_id, [{"points": FRONT}, {"points": WALL}])
    assert photos.get(plain.mockup_id).customizable
    return after, photos.get(given.mockup_id)


def rendering(photos, made, plain):
    # Multiply is the default: the light of the photo lies over the artwork.
    shown = render(photos, made, "multiply", placement={"fit": "fill"})
    assert shown.size == (WIDTH, HEIGHT)
    for (x, y), colour in zip([(275, 200), (425, 200), (275, 300), (425, 300)], (RED, GREEN, BLUE, YELLOW)):
        light = 255 - 127 * x // WIDTH
        near(shown.getpixel((x, y)), [channel * light / 255 for channel in colour], 5)
    near(shown.getpixel((100, 200)), [255 - 127 * 100 // WIDTH] * 3, 5)
    normal = render(photos, made, "normal", placement={"fit": "fill"}, adjustments={"opacity": 100})
    near(normal.getpixel((425, 200)), shown.getpixel((425, 200)))
    status, body = asked(
        f"/api/v1/sudoai/2d-mockups/{made.mockup_id}/render",
        {
            "print_areas": [
                {
                    "uuid": made.quads[0].print_area_id,
                    "base64": encoded(quarters()),
                    "placement": {"fit": "fill"},
                    "adjustments": {"blend_mode": "normal"},
                }
            ],
            "export_options": PNG,
        },
    )
    assert status == 200, body
    near(fetched(body["data"]["print_files"][0]["export_path"]).getpixel((425, 200)), GREEN)

    # A square contained in 300 x 200 leaves 50 free on either side, or 100 on one.
    middle = render(photos, plain, "contain")
    near(middle.getpixel((245, 250)), WHITE)
    near(middle.getpixel((255, 200)), RED)
    left = render(photos, plain, "left", placement={"position": "center_left", "offset_x": 10})
    near(left.getpixel((205, 200)), WHITE)
    near(left.getpixel((215, 200)), RED)
    near(left.getpixel((415, 200)), WHITE)
    cover = render(photos, plain, "cover", placement={"fit": "cover"})
    near(cover.getpixel((205, 155)), RED)
    near(cover.getpixel((495, 345)), YELLOW)
    sized = render(photos, plain, "sized", placement={"width": 100, "height": 50, "position": "bottom_right"})
    near(sized.getpixel((405, 305)), RED)
    near(sized.getpixel((495, 345)), YELLOW)
    near(sized.getpixel((395, 325)), WHITE)
    near(sized.getpixel((450, 295)), WHITE)
    # Lying on its side, a box of 100 x 50 takes 50 x 100, and its top-left is what was its bottom-left.
    turned = render(
        photos, plain, "turned", placement={"width": 100, "height": 50, "position": "top_left", "rotation": 90}
    )
    near(turned.getpixel((205, 155)), BLUE)
    near(turned.getpixel((245, 155)), RED)
    near(turned.getpixel((245, 245)), GREEN)
    near(turned.getpixel((255, 200)), WHITE)
    slanted = render(photos, plain, "slanted", placement={"width": 100, "height": 50, "rotation": 45})
    near(slanted.getpixel((350, 205)), WHITE)
    near(slanted.getpixel((330, 226)), RED)
    tiles = render(
        photos,
        plain,
        "tiles",
        placement={"width": 50, "height": 50, "position": "top_left", "tile": True, "tile_spacing": 50},
    )
    for column in range(4):
        for row in range(3):
            near(tiles.getpixel((200 + 75 * column + 10, 150 + 75 * row + 10)), RED)
            if row < 2:
                near(tiles.getpixel((200 + 75 * column + 60, 150 + 75 * row + 60)), WHITE)
    colour = render(photos, plain, "colour", color="#3366cc", adjustments={"opacity": 50})
    near(colour.getpixel((300, 200)), [153, 178, 229])
    half = render(photos, plain, options={"image_format": "jpg", "image_size": 400})
    assert half.size == (400, 300)


def perspective(photos, plain):
    wall = plain.quads[1].print_area_id
    shown = render(photos, plain, "wall", area=wall, placement={"fit": "fill"})
    # The diagonals cross at two thirds of the way: there the four colours meet.
    for (x, y), colour in zip([(480, 280), (520, 280), (480, 320), (520, 320)], (RED, GREEN, BLUE, YELLOW)):
        near(shown.getpixel((x, y)), colour)
    near(shown.getpixel((400, 140)), WHITE)
    near(shown.getpixel((400, 160)), RED)
    # Slanting edges are smooth: along the upper one there are pixels in between.
    between = sum(1 for x in range(120, 480) if any(30 < shown.getpixel((x, y))[1] < 240 for y in range(100, 170)))
    assert between > 300, between
    # Two areas at once; the later one lies above.
    both = photos.render(
        mockup_uuid=plain.mockup_id,
        print_areas=[{"uuid": wall, "color": "#00ff00"}, {"uuid": plain.quads[0].print_area_id, "color": "#ff0000"}],
        export_options=PNG,
    )
    near(fetched(both.url, "both").getpixel((150, 300)), (0, 255, 0))
    near(fetched(both.url).getpixel((300, 300)), (0, 0, 0))


def refusals(client, photos, made, other):
    area = made.quads[0].print_area_id
    path = f"/api/v1/photo-mockups/{made.mockup_id}/render"

    def refused(words, field):
        status, body = asked(path, {"print_areas": [{"uuid": area, "color": "#fff", **words}]})
        assert status == 422 and any(error["field"].endswith(field) for error in body["errors"]), body

    refused({"placement": {"scale": None}}, "placement -> scale")
    refused({"placement": {"coverage": 50}}, "placement -> coverage")
    refused({"placement": {"width": 50}}, "placement -> height")
    refused({"placement": {"width": 50, "height": 50, "fit": "fill"}}, "placement -> fit")
    refused({"placement": {"tile": True}}, "placement -> tile")
    refused({"placement": {"position": "middle"}}, "placement -> position")
    refused({"surface_uuid": area}, "surface_uuid")
    refused({"remove_background": True}, "remove_background")
    refused({"adjustments": {"blur": 101}}, "adjustments -> blur")
    for areas in ([], [{"uuid": area, "color": "#fff"}] * 2, [{"uuid": area}], [{"uuid": made.mockup_id, "color": "#fff"}]):
        raised(
            ValidationError,
            lambda areas=areas: photos.render(mockup_uuid=made.mockup_id, print_areas=areas),
            422,
        )
    surface = [{"surface_uuid": area, "color": "#fff", "placement": {"coverage": 50}}]
    raised(ValidationError, lambda: photos.render(mockup_uuid=made.mockup_id, print_areas=surface), 422)
    for theirs in (other.photo_mockups, photos):
        unknown = made.mockup_id if theirs is not photos else area
        raised(NotFoundError, lambda: theirs.get(unknown), 404)
        raised(NotFoundError, lambda: theirs.delete(unknown), 404)
        raised(NotFoundError, lambda: theirs.update_2d_print_areas(unknown, []), 404)
        fill = [{"uuid": area, "color": "#fff"}]
        raised(NotFoundError, lambda: theirs.render(mockup_uuid=unknown, print_areas=fill), 404)
    assert other.photo_mockups.list().total == 0
    assert client.psd_mockups.list().total == 0
    raised(NotFoundError, lambda: client.psd_mockups.get(made.mockup_id), 404)
    for path in ("/api/v1/photo-mockup", "/api/v1/sudoai/2d-mockup", "/api/v1/sudoai/render"):
        assert asked(path, {})[0] == 404


def jobs(client, photos, made):
    area = made.quads[0].print_area_id
    job = photos.render(
        mockup_uuid=made.mockup_id, print_areas=[{"uuid": area, "color": "#112233"}], is_async=True, export_options=PNG
    )
    done = client.jobs.wait(job.job_id, poll_interval=0.1, timeout=60)
    assert (job.kind, done.kind, done.status) == ("photo_mockup_render",) * 2 + ("succeeded",), done
    assert (done.mockup_uuid, done.mockup_name) == (made.mockup_id, "My wall"), done
    assert fetched(done.result_url).size == (WIDTH, HEIGHT)
    status, earlier = asked(
        f"/api/v1/sudoai/2d-mockups/{made.mockup_id}/render",
        {"print_areas": [{"uuid": area, "color": "#445566"}], "is_async": True},
    )
    assert (status, earlier["kind"]) == (202, "2d_render")
    kept = client.jobs.wait(earlier["job_id"], poll_interval=0.1, timeout=60)
    assert (kept.kind, kept.status) == ("2d_render", "succeeded")
    for kind in ("2d_render", "photo_mockup_render"):
        found = {found.job_id for found in client.jobs.list(kind=kind, limit=50).jobs}
        assert {job.job_id, earlier["job_id"]} <= found
    creates = client.jobs.list(kind="2d_create", limit=50).jobs
    assert any(found.kind == "photo_mockup_create" for found in creates)


async def asynchronously(files):
    async with AsyncSudoMock(api_key=KEY, base_url=BASE) as client:
        photos = client.photo_mockups
        made = await photos.create(source_url=f"{files}/My%20wall.jpg", print_areas=[{"points": FRONT}])
        job = await photos.create(source_base64=encoded(photo()), is_async=True)
        queued = await photos.wait_for_2d_mockup(job.job_id, poll_interval=0.1, timeout=60)
        assert queued.name == "Untitled" and (await photos.get(queued.mockup_id)) == queued
        changed = await photos.update_2d_print_areas(queued.mockup_id, [{"points": WALL}])
        fill = [{"uuid": changed.print_areas[0].print_area_id, "base64": encoded(quarters())}]
        rendered = await photos.render(mockup_uuid=queued.mockup_id, print_areas=fill)
        assert rendered.print_files[0].export_format == "webp" and fetched(rendered.url).width == 2048
        listed = await photos.list(customizable_only=True)
        assert {made.mockup_id, queued.mockup_id} <= {mockup.mockup_id for mockup in listed.mockups}
        for mockup in (made, queued):
            await photos.delete(mockup.mockup_id)


def main():
    files = served()
    client = SudoMock(api_key=KEY, base_url=BASE)
    other = SudoMock(api_key=os.environ["SUDOMOCK_OTHER_KEY"], base_url=BASE)
    photos = client.photo_mockups
    made, plain, turned = creating(photos, files)
    listing(photos, made, plain, turned)
    made, plain = areas(photos, made, plain)
    rendering(photos, made, plain)
    perspective(photos, plain)
    refusals(client, photos, made, other)
    jobs(client, photos, made)
    asyncio.run(asynchronously(files))
    for mockup in (made, plain, turned):
        photos.delete(mockup.mockup_id)
        raised(NotFoundError, lambda mockup=mockup: photos.get(mockup.mockup_id), 404)
    assert photos.list().total == 0
    print("photo mockups: all as expected")


if __name__ == "__main__":
    main()
