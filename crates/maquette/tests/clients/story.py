"""One library behind all doors: a collection that is filled, shared and put in order through each of them in turn, by the
services' own clients where there are any, and that reads the same through all of them at the end.

Settings come from the environment: SERVER_URL, FILES_URL (mug.psd, red.png), and KEYS and OTHER_KEYS (what `maquette key
create --json` says for two people). What every door shows is printed as JSON in the last line.
"""

import base64
import json
import os
import urllib.error
import urllib.parse
import urllib.request
import uuid

from scenario_sdk import BadRequestError, NotFoundError, Scenario
from sudomock import SudoMock

SERVER, FILES = os.environ["SERVER_URL"], os.environ["FILES_URL"]
ADA, EVE = json.loads(os.environ["KEYS"]), json.loads(os.environ["OTHER_KEYS"])
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def ask(method, path, headers, body=None, refused=None):
    """An answer's JSON; the status of a refusal is the one that is expected."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(SERVER + path, data, {"content-type": "application/json", **headers}, method=method)
    try:
        with urllib.request.urlopen(request) as answer:
            assert refused is None, f"{method} {path} was not refused"
            return json.load(answer)
    except urllib.error.HTTPError as error:
        assert error.code == refused, f"{method} {path}: {error.code} {error.read()}"


def studio(method, path, body=None, **words):
    return ask(method, "/api" + path, {"authorization": f"Bearer {ADA['studio']}"}, body, **words)


def dynamic_mockups(method, path, body=None, keys=ADA, **words):
    return ask(method, "/dynamic-mockups/api/v1" + path, {"x-api-key": keys["dynamic_mockups"]}, body, **words)


def dropmark(keys, method, path, body=None, **words):
    keys = keys["dropmark"]
    basic = base64.b64encode(f"{keys['user_id']}:{keys['token']}".encode()).decode()
    headers = {"x-api-key": keys["app_key"], "authorization": f"Basic {basic}"}
    return ask(method, "/dropmark/v1" + path, headers, body, **words)


def scenario(keys):
    pair = {"api_key": keys["scenario"]["key"], "api_secret": keys["scenario"]["secret"]}
    return Scenario(base_url=f"{SERVER}/scenario/v1", max_retries=0, _strict_response_validation=True, **pair)


def inside(prefixed):
    """The UUID that one of Scenario's ids spells."""
    number = 0
    for digit in prefixed.rsplit("_", 1)[1]:
        number = number * 62 + DIGITS.index(digit)
    return str(uuid.UUID(int=number))


def refused(kind, call):
    try:
        call()
    except kind:
        return
    raise AssertionError(f"no {kind.__name__}")


def main():
    # SudoMock: a mockup and a picture of it.
    client = SudoMock(api_key=ADA["sudomock"], base_url=f"{SERVER}/sudomock")
    mockup = client.psd.upload(url=f"{FILES}/mug.psd", name="Mug")
    asset = {"uuid": mockup.smart_objects[0].uuid, "asset": {"url": f"{FILES}/red.png"}}
    render = client.renders.create(mockup_uuid=mockup.uuid, smart_objects=[asset], export_options={"image_size": 400})
    with urllib.request.urlopen(render.url) as answer:
        picture = answer.read()

    # Dynamic Mockups: a collection. The studio's API: the mockup goes into it.
    made = dynamic_mockups("POST", "/collections", {"name": "Spring"})["data"]["uuid"]
    placed = studio("POST", f"/collections/{made}/entries", {"things": [mockup.uuid]})
    assert placed["collection"]["mockups"] == 1, placed
    shown = dynamic_mockups("GET", f"/mockups?collection_uuid={made}")["data"]
    assert [row["uuid"] for row in shown] == [mockup.uuid]

    # Scenario: the picture as an asset, and a model.
    with scenario(ADA) as library:
        one = next(row for row in library.collections.list() if row.name == "Spring")
        assert inside(one.id) == made and (one.asset_count, one.item_count) == (1, 1)
        image = base64.b64encode(picture).decode()
        photo = library.assets.upload(name="mug.png", image=image, collection_ids=[one.id]).asset
        model = library.models.create(name="Ink").model
        library.collections.models.add(one.id, model_ids=[model.id])
        refused(BadRequestError, lambda: library.collections.assets.add(one.id, asset_ids=[photo.id]))
    with scenario(EVE) as stranger:
        refused(NotFoundError, lambda: stranger.collections.retrieve(one.id))

    # Dropmark: a collaborator, a stack, a tag, an order, a comment of theirs.
    (row,) = dropmark(ADA, "GET", "/collections")
    path = f"/collections/{row['id']}"
    dropmark(EVE, "GET", path, refused=404)
    dropmark(ADA, "POST", f"{path}/users", {"username": EVE["user"]})
    dropmark(ADA, "POST", f"{path}/users", {"username": ADA["user"]}, refused=409)
    stack = dropmark(EVE, "POST", f"{path}/items", {"type": "stack", "name": "Drafts"})["id"]
    note = dropmark(EVE, "POST", f"{path}/items", {"type": "text", "content": "Which red?"})["id"]
    items = {item["name"]: item["id"] for item in dropmark(EVE, "GET", f"{path}/items")}
    dropmark(EVE, "PUT", f"{path}/items", {"items": [items["mug.png"]], "parent_id": stack, "tags": ["red"]})
    dropmark(EVE, "PUT", f"{path}/items", {"order": [note, items["Ink"], stack, items["Mug"]]})
    dropmark(EVE, "POST", f"/items/{items['Mug']}/comments", {"body": "Warmer, please"})
    dropmark(EVE, "DELETE", path, refused=403)

    # What each door shows now.
    top = dropmark(ADA, "GET", f"{path}/items?parent_id=&include%5B%5D=items")
    assert [item["id"] for item in top] == [note, items["Ink"], stack, items["Mug"]], top
    inner = dropmark(ADA, "GET", f"{path}/items?parent_id={stack}")
    assert [(item["name"], item["tags"]) for item in inner] == [("mug.png", inner[0]["tags"])], inner
    assert [tag if isinstance(tag, str) else tag["name"] for tag in inner[0]["tags"]] == ["red"], inner
    counted = dropmark(EVE, "GET", path)
    kinds = sorted(item["type"] for item in top + inner)
    assert kinds == ["image", "image", "other", "stack", "text"], kinds
    (comment,) = dropmark(ADA, "GET", f"/items/{items['Mug']}/comments")
    assert (comment["body"], comment["username"]) == ("Warmer, please", EVE["user"])

    with scenario(ADA) as library:
        one = library.collections.retrieve(one.id).collection
        assets = {asset.id: asset for asset in library.assets.list(collection_id=one.id)}
        models = [row.id for row in library.models.list(collection_id=one.id)]
        assert (one.asset_count, one.item_count, len(assets), models) == (3, 4, 3, [model.id]), one
        assert assets[photo.id].tags == ["red"] and assets[photo.id].collection_ids == [one.id]
        assert sorted(asset.kind for asset in assets.values()) == ["image", "image", "text"]
        drawn = next(asset for asset in assets.values() if inside(asset.id) == mockup.uuid)
        with urllib.request.urlopen(assets[photo.id].url) as answer:
            assert answer.read() == picture
        with urllib.request.urlopen(drawn.url) as answer:
            assert answer.headers["content-type"].startswith("image/")
    shown = dynamic_mockups("GET", f"/mockups?collection_uuid={made}")["data"]
    assert [row["uuid"] for row in shown] == [mockup.uuid]
    assert [row["uuid"] for row in dynamic_mockups("GET", "/collections")["data"]] == [made]
    assert dynamic_mockups("GET", "/collections", keys=EVE)["data"] == []
    collection = studio("GET", f"/collections/{made}")
    assert counted["created_at"][:19] == one.created_at[:19] == collection["created_at"][:19]

    said = {
        "collection": made,
        "items": len(top) + len(inner),
        "shown": counted["items_total_count"],
        "people": counted["users_total_count"],
        "assets": int(one.asset_count),
        "models": int(one.item_count - one.asset_count),
        "mockup": mockup.uuid,
        "photo": inside(photo.id),
        "model": inside(model.id),
    }
    print(json.dumps(said))


main()
