"""Collections, assets and models by the Scenario client."""

import os
from datetime import datetime, timedelta, timezone

from scenario_sdk import (
    AuthenticationError,
    BadRequestError,
    ConflictError,
    NotFoundError,
    PermissionDeniedError,
    Scenario,
)

from scenario_pass import Pass, encoded


async def collections(door):
    made = (await door.call("collections.create", name="Spring")).collection
    assert (made.asset_count, made.item_count, made.thumbnail) == (0, 0, None)
    uploaded = await door.call("assets.upload", name="mug.png", image=encoded("red"), collection_ids=[made.id])
    asset = uploaded.asset
    other = (await door.call("assets.upload", name="cup.png", image=encoded("blue"))).asset
    model = (await door.call("models.create", name="Ink", type="flux.1-lora", collection_ids=[made.id])).model
    await door.refused(BadRequestError, "collections.assets.add", made.id, asset_ids=[asset.id])
    await door.refused(BadRequestError, "collections.assets.add", made.id, asset_ids=[other.id] * 50)
    assert (await door.call("collections.assets.add", made.id, asset_ids=[other.id])).collection.asset_count == 2
    assert (await door.call("collections.models.remove", made.id, model_ids=[model.id])).collection.item_count == 2
    assert (await door.call("collections.models.add", made.id, model_ids=[model.id])).collection.item_count == 3
    assert (await door.call("collections.assets.remove", made.id, asset_ids=[other.id])).collection.item_count == 2
    changed = await door.call("collections.update", made.id, name="Summer", thumbnail=asset.id)
    assert changed.collection.thumbnail.asset_id == asset.id
    assert (await door.call("collections.update", made.id, thumbnail=None)).collection.thumbnail is None
    assert (await door.call("collections.retrieve", made.id)).collection.name == "Summer"
    assert [row.id for row in await door.rows("assets.list", collection_id=made.id)] == [asset.id]
    assert [row.id for row in await door.rows("models.list", collection_id=made.id)] == [model.id]
    await door.call("collections.delete", made.id)
    await door.refused(NotFoundError, "collections.retrieve", made.id)


async def assets(door):
    one = (await door.call("assets.upload", name="one.png", image=encoded("green"))).asset
    two = (await door.call("assets.upload", name="two.png", image=encoded("grey"), parent_id=one.id)).asset
    assert (await door.call("assets.retrieve", two.id)).asset.metadata.parent_id == one.id
    several = await door.call("assets.get_bulk", asset_ids=[two.id, one.id])
    assert [row.id for row in several.assets] == [two.id, one.id]
    assert (await door.call("assets.update", one.id, name="a", description="b")).asset.description == "b"
    tags = await door.call("assets.update_tags", one.id, add=["red"], delete=["blue"], strict=False)
    assert (tags.added, tags.deleted) == (["red"], [])
    assert "red" in {tag.tag_name for tag in await door.rows("tags.list")}
    copy = (await door.call("assets.duplicate", one.id)).asset
    assert copy.metadata.original_asset_id == one.id
    until = (datetime.now(timezone.utc) + timedelta(hours=1)).isoformat()
    locked = await door.call("assets.lock", copy.id, lock_expires_at=until)
    assert locked.lock_id and locked.asset.metadata.lock_expires_at
    await door.refused(ConflictError, "assets.update", copy.id, name="mine")
    await door.call("assets.unlock", copy.id, lock_id=locked.lock_id)
    await door.call("assets.delete_multiple", asset_ids=[copy.id])
    assert copy.id in {row.id for row in await door.rows("assets.list", deleted=True)}
    restored = await door.call("assets.restore_multiple", asset_ids=[copy.id, "asset_x"])
    assert restored.restored_asset_ids == [copy.id] and restored.skipped_assets[0].reason == "not-found"


async def models(door):
    asset = (await door.call("assets.upload", name="one.png", image=encoded("red"))).asset
    one = (await door.call("models.create", name="Ink", class_slug="style", short_description="Soft")).model.id
    named = await door.call("models.update", one, name="Wash", thumbnail=asset.id, class_slug=None)
    assert (named.model.name, named.model.thumbnail.asset_id) == ("Wash", asset.id)
    assert (await door.call("models.retrieve", one)).model.short_description == "Soft"
    assert [row.id for row in (await door.call("models.get_bulk", model_ids=[one])).models] == [one]
    assert (await door.call("models.update_tags", one, add=["wash"])).added == ["wash"]
    described = await door.call("models.description.update", one, description=f"{{asset:{asset.id}}}")
    assert [row.id for row in described.description.assets] == [asset.id]
    assert (await door.call("models.description.retrieve", one)).description.value
    await door.call("models.prompt_guide.update", one, prompt_guide="Say it")
    assert (await door.call("models.prompt_guide.retrieve", one)).prompt_guide.value == "Say it"
    await door.call("models.examples.update", one, asset_ids=[asset.id])
    assert (await door.call("models.examples.list", one)).examples[0].asset.id == asset.id
    await training(door, one, asset.id)
    copy = (await door.call("models.copy", one)).model
    await door.call("models.delete", copy.id)
    assert copy.id in {row.id for row in await door.rows("models.list", status="deleted")}
    assert (await door.call("models.restore", copy.id)).model.id == copy.id


async def training(door, model, asset):
    added = await door.call("models.training_images.add", model, asset_id=asset)
    data = f"data:image/png;base64,{encoded('blue')}"
    image = added.training_image.id
    new = await door.call("models.training_images.replace", image, model_id=model, data=data, name="two")
    pairs = [{"sourceId": new.training_image.id, "instruction": "a"}]
    assert (await door.call("models.training_images.replace_pairs", model, body=pairs)).count == 1
    await door.call("models.training_images.delete", new.training_image.id, model_id=model)
    await door.call("models.delete_images", model, ids=[asset])


async def refusals(door):
    made = (await door.call("collections.create", name="Mine")).collection
    base, other = os.environ["SCENARIO_URL"], os.environ["SCENARIO_OTHER_KEY"]
    secret = os.environ["SCENARIO_OTHER_SECRET"]
    with Scenario(base_url=base, max_retries=0, api_key=other, api_secret=secret) as client:
        theirs = Pass("another project", client)
        await theirs.refused(NotFoundError, "collections.retrieve", made.id)
        await theirs.refused(PermissionDeniedError, "collections.list", project_id=made.owner_id)
        await theirs.refused(PermissionDeniedError, "models.train.trigger", "model_x")
    with Scenario(base_url=base, max_retries=0, api_key=other, api_secret="0" * 64) as client:
        await Pass("nobody", client).refused(AuthenticationError, "collections.list")
