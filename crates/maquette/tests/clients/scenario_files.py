"""What makes, changes and hands out files, by the Scenario client."""

import os
import urllib.request

from scenario_sdk import BadRequestError

from scenario_pass import encoded, picture


def fetched(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


async def downloads(door):
    asset = (await door.call("assets.upload", name="mug.png", image=encoded("red"))).asset
    plain = await door.call("assets.download.request", asset.id)
    assert fetched(plain.url) == picture("red") and plain.mime_type == "image/png"
    await door.refused(BadRequestError, "assets.download.request", asset.id, target_format="mp4")


def put(url, content):
    request = urllib.request.Request(url, content, method="PUT")
    with urllib.request.urlopen(request) as answer:
        assert answer.headers["ETag"], answer.headers


async def uploads(door):
    collection = (await door.call("collections.create", name="Uploaded")).collection.id
    content = picture("purple", (900, 700), "JPEG")
    begun = await door.call(
        "uploads.create",
        kind="image",
        file_name="purple.jpg",
        content_type="image/jpeg",
        file_size=len(content),
        parts=2,
        asset_options={"collectionIds": [collection]},
    )
    upload, half = begun.upload, len(content) // 2
    assert (upload.status, [part.number for part in upload.parts]) == ("pending", [1, 2])
    put(upload.parts[1].url, content[half:])
    await door.refused(BadRequestError, "uploads.trigger_action", upload.id, action="complete")
    put(upload.parts[0].url, content[:half])
    done = (await door.call("uploads.trigger_action", upload.id, action="complete")).upload
    assert done.status == "imported", done
    assert (await door.call("uploads.retrieve", upload.id)).upload.entity_id == done.entity_id
    asset = (await door.call("assets.retrieve", done.entity_id)).asset
    assert (asset.collection_ids, asset.properties.width) == ([collection], 900) and fetched(asset.url) == content
    by_url = await door.call("uploads.create", kind="image", url=f"{os.environ['FILES_URL']}/logo.png")
    assert by_url.upload.status == "imported", by_url


PARTS = [downloads, uploads]
