"""Long lists by the Scenario client: rows are made once, and every pager is walked to its end in each pass."""

import asyncio
import os

ROWS = int(os.environ.get("SCENARIO_ROWS", "1000"))
# Requests on their way at once.
AT_ONCE = 16
# The most tags of one thing.
TAGS = 100


async def fill(client):
    """Makes the rows, of the kinds that cost least."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def make(number):
        async with gate:
            await client.collections.create(name=f"Row {number}")
            canvas = await client.assets.upload(name=f"Row {number}", canvas="{}")
            await client.models.create(name=f"Row {number}")
            if number % TAGS == 0:
                words = [f"row {number + each}" for each in range(min(TAGS, ROWS - number))]
                await client.assets.update_tags(canvas.asset.id, add=words)

    board = (await client.assets.upload(name="Board", canvas="{}")).asset.id
    packed = (await client.models.create(name="Packed")).model.id

    async def change(number):
        async with gate:
            await client.assets.update(board, canvas=f'"row {number}"')
            await client.models.download(packed)

    await asyncio.gather(*(make(number) for number in range(ROWS)))
    await asyncio.gather(*(change(number) for number in range(ROWS + 1)))
    return board


def rows_of(names):
    """How many of the rows are there, each once."""
    rows = [name for name in names if name.lower().startswith("row ")]
    assert len(set(rows)) == len(rows) == ROWS, (len(set(rows)), len(rows))


async def walk(door, board):
    rows_of([row.name for row in await door.rows("collections.list", page_size=100)])
    rows_of([row.metadata.name for row in await door.rows("assets.list", page_size=100, sort_direction="asc")])
    rows_of([row.name for row in await door.rows("models.list", page_size=100)])
    rows_of([row.tag_name for row in await door.rows("tags.list", page_size=100)])
    found = await door.rows("search.asset_search", query="row", limit=100, sort_by=["createdAt:asc"])
    rows_of([hit.metadata.name for hit in found])
    found = await door.rows("search.model_search", filter="name STARTS WITH 'Row '", limit=100)
    rows_of([hit.name for hit in found])
    page = await door.call("search.asset_search", query="row", page=3, hits_per_page=5)
    assert len(page.hits) == 5
    found = await door.rows("assets.list_snapshots", board, page_size=100)
    # The first is what the canvas was made with.
    rows_of([snapshot.raw_data.strip('"') for snapshot in found if snapshot.raw_data != "{}"])
    jobs = [job.job_id for job in await door.rows("jobs.list", page_size=100)]
    assert len(set(jobs)) == len(jobs) > ROWS, (len(set(jobs)), len(jobs))
