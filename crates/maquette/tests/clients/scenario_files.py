"""What makes, changes and hands out files, by the Scenario client."""

import asyncio
import io
import os
import urllib.request
import zipfile

from scenario_sdk import BadRequestError, NotFoundError

from scenario_pass import encoded, picture


def fetched(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


async def downloads(door):
    asset = (await door.call("assets.upload", name="mug.png", image=encoded("red"))).asset
    plain = await door.call("assets.download.request", asset.id)
    assert fetched(plain.url) == picture("red") and plain.mime_type == "image/png"
    webp = await door.call("assets.download.request", asset.id, target_format="webp")
    assert fetched(webp.url)[8:12] == b"WEBP" and webp.mime_type == "image/webp"
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


async def ended(door, job):
    """Where the archive is that a job makes."""
    for _ in range(300):
        status = await door.call("assets.download.get_status", job)
        if status.job_status == "success":
            return status.download_url
        assert status.job_status in ("queued", "in-progress"), status
        await asyncio.sleep(0.1)
    raise AssertionError("the archive takes too long")


async def archives(door):
    asset = (await door.call("assets.upload", name="mug.png", image=encoded("red"))).asset
    query = {"assetIds": [asset.id], "inferenceIds": [], "modelIds": []}
    options = {"fileNameTemplate": "all/<num>-<id>"}
    job = (await door.call("assets.download.request_batch", query=query, options=options)).job_id
    with zipfile.ZipFile(io.BytesIO(fetched(await ended(door, job)))) as archive:
        assert archive.namelist() == [f"all/1-{asset.id}.png"] and archive.testzip() is None
        assert archive.read(archive.namelist()[0]) == picture("red")
    done = (await door.call("jobs.retrieve", job)).job
    assert (done.job_type, done.status, done.progress) == ("assets-download", "success", 1)
    await door.refused(BadRequestError, "jobs.trigger_action", job, action="cancel")
    model = (await door.call("models.create", name="Ink")).model.id
    await door.call("models.examples.update", model, asset_ids=[asset.id])
    job = (await door.call("models.download", model)).job_id
    with zipfile.ZipFile(io.BytesIO(fetched(await ended(door, job)))) as archive:
        assert archive.namelist() == ["model.json", "examples/mug.png"], archive.namelist()
    assert job in {row.job_id for row in await door.rows("jobs.list", type="model-download")}


async def cancelled(door):
    """A job may end before it is cancelled: one of many is caught."""
    model = (await door.call("models.create", name="Ink")).model.id
    for _ in range(200):
        job = (await door.call("models.download", model)).job_id
        try:
            assert (await door.call("jobs.trigger_action", job, action="cancel")).job.status == "canceled"
            return
        except BadRequestError:
            continue
    raise AssertionError("no job waited")


async def presets(door):
    model = (await door.call("models.create", name="Ink")).model.id
    one = (await door.call("models.presets.create", model, inference_id="inference_1", is_default=True)).preset
    assert (await door.call("models.presets.update", one.id, model_id=model, is_default=False)).preset.id == one.id
    assert [row.id for row in (await door.call("models.presets.list", model)).presets] == [one.id]
    await door.call("models.presets.delete", one.id, model_id=model)
    assert (await door.call("models.presets.list", model)).presets == []


async def snapshots(door):
    canvas = (await door.call("assets.upload", name="board", canvas='{"a":1}')).asset.id
    await door.call("assets.update", canvas, canvas='{"a":2}')
    assert [row.raw_data for row in await door.rows("assets.list_snapshots", canvas)] == ['{"a":1}']


async def transfers(door):
    project = (await door.call("projects.create", name=f"For {door.name}")).project.id
    model = (await door.call("models.create", name="Ink")).model.id
    moved = (await door.call("models.transfer", model, destination_project_id=project)).model
    assert (moved.name, moved.owner_id) == ("Ink", project)
    await door.refused(NotFoundError, "models.retrieve", model)
    asset = (await door.call("assets.upload", name="mug.png", image=encoded("red"))).asset.id
    copy = (await door.call("assets.duplicate", asset, target_project_id=project)).asset
    assert (copy.owner_id, copy.metadata.original_asset_id) == (project, asset)


PARTS = [downloads, uploads, archives, cancelled, presets, snapshots, transfers]
