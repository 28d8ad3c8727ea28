"""The official Scenario client, sync and async, with and without strict validation of answers: every method that the
door has and that needs no tenancy, lists walked to their ends, and a table of methods and passes at the end.

Settings come from the environment: SCENARIO_URL, SCENARIO_KEY, SCENARIO_SECRET, SCENARIO_OTHER_KEY and
SCENARIO_OTHER_SECRET (another project's), SCENARIO_PAGE (the compatibility page), FILES_URL (a file server), and
SCENARIO_ROWS (how many rows of each kind there are to be walked over).
"""

import asyncio
import os

from scenario_sdk import AsyncScenario, Scenario

import scenario_files
import scenario_library
import scenario_lists
from scenario_pass import Pass, operations

PARTS = [scenario_library.collections, scenario_library.assets, scenario_library.models, scenario_library.refusals]
PARTS += scenario_files.PARTS


async def main():
    settings = {
        "base_url": os.environ["SCENARIO_URL"],
        "api_key": os.environ["SCENARIO_KEY"],
        "api_secret": os.environ["SCENARIO_SECRET"],
        "max_retries": 0,
    }
    async with AsyncScenario(**settings) as client:
        board = await scenario_lists.fill(client)
    passes = []
    for strict in (False, True):
        words = " strict" if strict else ""
        with Scenario(**settings, _strict_response_validation=strict) as client:
            passes.append(Pass("sync" + words, client))
            await everything(passes[-1], board)
        async with AsyncScenario(**settings, _strict_response_validation=strict) as client:
            passes.append(Pass("async" + words, client))
            await everything(passes[-1], board)
    report(passes)


async def everything(door, board):
    for part in PARTS:
        await part(door)
    await scenario_lists.walk(door, board)


def report(passes):
    wanted = operations(os.environ["SCENARIO_PAGE"])
    print(f"{'method':40}" + "".join(f"{door.name:14}" for door in passes))
    missed = []
    for name in sorted(wanted.union(*(door.called for door in passes))):
        marks = ["pass" if name in door.called else "NEVER CALLED" for door in passes]
        missed += [name] if "NEVER CALLED" in marks else []
        print(f"{name:40}" + "".join(f"{mark:14}" for mark in marks))
    print(f"{len(wanted)} methods x {len(passes)} passes")
    assert not missed and len(wanted) > 55, missed


asyncio.run(main())
