"""The official Scenario client, sync and async, with and without strict validation of answers: every method about
projects, teams, their people, keys, bills and webhooks, with a receiver that checks what it is told.

Settings come from the environment: MAQUETTE_URL (the server), SCENARIO_KEY and SCENARIO_SECRET, SUDOMOCK_KEY (the same
account's), SCENARIO_OTHER_KEY and SCENARIO_OTHER_SECRET (another account's), SCENARIO_PAGE (the compatibility page) and
FILES_URL (a file server).
"""

import asyncio
import base64
import hashlib
import hmac
import http.server
import json
import os
import re
import threading
import time

import httpx
import scenario_sdk
from scenario_sdk import AsyncScenario, Scenario

from scenario_pass import Pass, encoded

SERVER = os.environ["MAQUETTE_URL"]
BASE = f"{SERVER}/scenario/v1"


def client_of(key, secret, kind=Scenario, **named):
    return kind(base_url=BASE, api_key=key, api_secret=secret, max_retries=0, **named)


class Receiver:
    """A server that keeps what it is told."""

    def __init__(self):
        receiver, self.messages = self, []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                receiver.messages.append((self.path, dict(self.headers.items()), body))
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path):
        return f"http://127.0.0.1:{self.server.server_port}{path}"

    def wait(self, path):
        """The first message to a path, once it is there."""
        for _ in range(600):
            found = [message for message in self.messages if message[0] == path]
            if found:
                return found[0]
            time.sleep(0.05)
        raise AssertionError(f"nothing was sent to {path}")


RECEIVER = Receiver()


def assert_signed(message, secret):
    """As the Standard Webhooks specification has it."""
    _, headers, body = message
    headers = {name.lower(): value for name, value in headers.items()}
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    signature = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{signature}", headers
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60


def render():
    """Draws something in the account of the key."""
    with httpx.Client(base_url=f"{SERVER}/sudomock/api/v1", headers={"x-api-key": os.environ["SUDOMOCK_KEY"]}) as web:
        made = web.post("/psd/upload", json={"psd_file_url": f"{os.environ['FILES_URL']}/mug.psd"}, timeout=120)
        made.raise_for_status()
        mockup = made.json()["data"]
        slot = {"uuid": mockup["smart_objects"][0]["uuid"], "color": {"hex": f"#{os.urandom(3).hex()}"}}
        order = {"mockup_uuid": mockup["uuid"], "smart_objects": [slot]}
        web.post("/renders", json=order, timeout=120).raise_for_status()


async def projects(door):
    team = (await door.call("teams.list")).teams[0]
    own = team.projects[0]
    assert team.type == "personal" and team.context.user_role == "admin"
    made = (await door.call("projects.create", name="Spring", team_id=team.id, auto_join=True)).project
    assert made.team_id == team.id and made.name == "Spring" and not made.privacy_mode and made.keys == []
    again = (await door.call("projects.create", name="Spring")).project
    assert again.name == "Spring" and again.id != made.id
    layout = {"homepage": {"rows": [1, "two"]}}
    changed = await door.call("projects.update", made.id, name="Summer", description="**warm**", settings=layout)
    assert (changed.project.name, changed.project.description) == ("Summer", "**warm**")
    read = (await door.call("projects.retrieve", made.id)).project
    assert read.settings.homepage == {"rows": [1, "two"]} and read.users[0].role == "admin", read
    cleared = await door.call("projects.update", made.id, description=None, settings={"homepage": None})
    assert cleared.project.description is None and cleared.project.settings.homepage is None
    asset = (await door.call("assets.upload", name="face.png", image=encoded("red"))).asset
    pictured = (await door.call("projects.update", own.id, avatar_asset_id=asset.id)).project
    assert pictured.avatar.asset_id == asset.id and pictured.avatar.url.startswith("http")
    await door.refused(scenario_sdk.BadRequestError, "projects.update", made.id, avatar_asset_id=asset.id)
    await door.refused(scenario_sdk.BadRequestError, "projects.update", made.id, privacy_mode=True)
    ids = [project.id for project in await door.rows("projects.list", page_size=1, team_id=team.id)]
    assert len(ids) == len(set(ids)) and {own.id, made.id, again.id} <= set(ids)
    filed = (await door.call("collections.create", name="Held", project_id=made.id)).collection
    assert filed.owner_id == made.id
    await door.refused(scenario_sdk.ConflictError, "projects.delete", made.id)
    await door.call("collections.delete", filed.id, project_id=made.id)
    await keys(door, made)
    await people(door, team, made)
    for project in (made, again):
        await door.call("projects.delete", project.id)
        await door.refused(scenario_sdk.NotFoundError, "projects.retrieve", project.id)


async def keys(door, project):
    made = {}
    for role in ("reader", "editor", "admin"):
        made[role] = await door.call("projects.api_keys.create", project.id, name=role, role=role)
        assert (made[role].owner_type, made[role].owner_id) == ("project", project.id)
    await door.refused(scenario_sdk.BadRequestError, "projects.api_keys.create", project.id, role="assets.write")
    listed = {key.api_key_id: key for key in (await door.call("projects.retrieve", project.id)).project.keys}
    assert {listed[key.id].role for key in made.values()} == {"reader", "editor", "admin"}
    assert listed[made["reader"].id].id == made["reader"].user_id
    assert made["reader"].secret not in str(listed)
    reader, editor = (client_of(made[role].id, made[role].secret) for role in ("reader", "editor"))
    assert list(reader.collections.list()) == []
    for refused in (
        lambda: reader.collections.create(name="no"),
        lambda: editor.projects.api_keys.create(project.id),
        lambda: editor.collections.list(project_id="proj_0000000000000000000000"),
    ):
        try:
            refused()
        except scenario_sdk.PermissionDeniedError:
            continue
        raise AssertionError("a key did more than it may")
    written = editor.collections.create(name="yes").collection
    assert written.owner_id == project.id
    editor.collections.delete(written.id)
    for key in made.values():
        await door.call("projects.api_keys.delete", key.id, project_id=project.id)
    try:
        editor.collections.list()
    except scenario_sdk.AuthenticationError:
        return
    raise AssertionError("a deleted key opens")


async def people(door, team, project):
    name = f"zoe-{door.name.replace(' ', '-')}"
    email = f"{name}@example.test"
    await door.call("teams.members.create", team.id, email=email, project_ids=[project.id], role="member")
    asked = (await door.call("teams.retrieve", team.id)).team.invitations
    invited = {invitation.email: invitation for invitation in asked}[email]
    assert invited.status == "pending" and invited.role == "member" and invited.project_ids == [project.id]
    await door.call("teams.members.create", team.id, email="withdrawn@example.test")
    await door.call("teams.delete_invitations", team.id, email="WITHDRAWN@example.test")
    await door.refused(scenario_sdk.NotFoundError, "teams.delete_invitations", team.id, email="nobody@example.test")
    await door.refused(scenario_sdk.BadRequestError, "teams.members.create", team.id, email="no address")
    words = {"name": name, "password": "long enough", "email": email.upper()}
    httpx.post(f"{SERVER}/api/sign-up", json=words).raise_for_status()
    # Nothing shows that the address is theirs: they are in once they are asked again.
    there = (await door.call("teams.retrieve", team.id)).team
    assert [invitation for invitation in there.invitations if invitation.email == email]
    await door.call("teams.members.create", team.id, email=email, project_ids=[project.id], role="member")
    there = (await door.call("teams.retrieve", team.id)).team
    assert not [invitation for invitation in there.invitations if invitation.email == email]
    zoe = next(user for user in there.users if user.email.lower() == email)
    assert zoe.role == "member" and there.search_host == ""
    role = {user.id: user.role for user in (await door.call("projects.retrieve", project.id)).project.users}
    assert role[zoe.id] == "editor", role
    changed = await door.call("projects.members.update", zoe.id, project_id=project.id, role="reader")
    assert [user.role for user in changed.project.users if user.id == zoe.id] == ["reader"]
    left = await door.call("projects.members.delete", zoe.id, project_id=project.id)
    assert zoe.id not in [user.id for user in left.project.users]
    joined = await door.call("projects.members.create", project.id, role="editor", user_id=zoe.id)
    assert zoe.id in [user.id for user in joined.project.users]
    await door.refused(
        scenario_sdk.ConflictError, "projects.members.create", project.id, role="editor", user_id=zoe.id
    )
    await door.call("teams.members.update", zoe.id, team_id=team.id, role="admin")
    role = {user.id: user.role for user in (await door.call("projects.retrieve", project.id)).project.users}
    assert role[zoe.id] == "admin", "who is over the team is over its projects"
    await door.call("teams.members.delete", zoe.id, team_id=team.id)
    role = {user.id: user.role for user in (await door.call("projects.retrieve", project.id)).project.users}
    assert zoe.id not in role, role
    renamed = await door.call("teams.update", team.id, name=f"Team of {door.name}")
    assert renamed.team.name == f"Team of {door.name}"


async def words(door):
    """Instructions and memory; limits, usage and prices."""
    team = (await door.call("teams.list")).teams[0]
    own = team.projects[0]
    for kind in ("instructions", "memory"):
        text = f"# {kind} of {door.name}"
        kept = (await door.call(f"projects.{kind}.update", own.id, content=text)).memory
        assert (kept.content, kept.size_bytes) == (text, len(text))
        assert (await door.call(f"projects.{kind}.retrieve", own.id)).memory.content == text
    limits = await door.call("teams.retrieve_limits", team.id)
    assert limits.limits.projects > limits.values.projects >= 1 and limits.values.seats >= 1
    assert (await door.call("usages.list", team_id=team.id)).consumption == []
    assert (await door.call("pricing.oscu.retrieve_prices")).prices == []


async def webhooks(door):
    team = (await door.call("teams.list")).teams[0]
    for owner, id_of in (("projects", team.projects[0].id), ("teams", team.id)):
        named = {f"{owner[:-1]}_id": id_of}
        path = f"/{owner}/{door.name.replace(' ', '-')}"
        method = f"{owner}.webhook_endpoints"
        made = await door.call(
            f"{method}.create", id_of, url=RECEIVER.url(path), enabled_events=["generation.completed"], description="a"
        )
        made = made.webhook_endpoint
        assert made.secret.startswith("whsec_") and made.owner_type == owner[:-1] and made.owner_id == id_of
        listed = (await door.call(f"{method}.list", id_of)).webhook_endpoints
        assert [endpoint.id for endpoint in listed] == [made.id] and made.secret not in str(listed)
        changed = await door.call(f"{method}.update", made.id, **named, enabled_events=["*"], enabled=True)
        assert changed.webhook_endpoint.enabled_events == ["*"]
        render()
        message = RECEIVER.wait(path)
        assert_signed(message, made.secret)
        told = json.loads(message[2])
        assert told["type"] == "generation.completed" and told["data"]["status"] == "success", told
        assert httpx.get(told["data"]["url"]).status_code == 200
        for _ in range(200):
            event = (await door.call(f"{method}.events.list", made.id, **named)).items[0]
            if event.status == "success":
                break
            time.sleep(0.05)
        assert (event.type, event.status) == ("generation.completed", "success")
        whole = (await door.call(f"{method}.events.retrieve", event.id, webhook_endpoint_id=made.id, **named))
        whole = whole.webhook_event
        assert whole.attempts[0].response_status_code == 204 and whole.payload["type"] == told["type"]
        counted = (await door.call(f"{method}.list", id_of)).webhook_endpoints[0]
        assert (counted.nb_total_calls, counted.nb_failed_calls) == (1, 0)
        await door.refused(
            scenario_sdk.BadRequestError, f"{method}.create", id_of, url=RECEIVER.url(path), enabled_events=["never"]
        )
        await door.call(f"{method}.delete", made.id, **named)
        await door.refused(scenario_sdk.NotFoundError, f"{method}.delete", made.id, **named)


async def strangers(door):
    """Another account's key gets nowhere."""
    team = (await door.call("teams.list")).teams[0]
    named = dict(_strict_response_validation=True)
    with client_of(os.environ["SCENARIO_OTHER_KEY"], os.environ["SCENARIO_OTHER_SECRET"], **named) as other:
        assert team.id not in [theirs.id for theirs in other.teams.list().teams]
        for refused in (
            lambda: other.teams.retrieve(team.id),
            lambda: other.projects.retrieve(team.projects[0].id),
            lambda: other.projects.webhook_endpoints.list(team.projects[0].id),
            lambda: other.teams.members.create(team.id, email="a@b.test"),
        ):
            try:
                refused()
            except scenario_sdk.NotFoundError:
                continue
            raise AssertionError("a stranger was let in")


def operations(page):
    """The methods about tenancy that the compatibility page says are there."""
    rows = re.findall(r"^\| `\w+ [^`]+` \| `([\w.]+)` \| (full|partial) \|", open(page).read(), re.M)
    return {name for name, _ in rows if name.startswith(("projects.", "teams."))}


async def main():
    passes = []
    for strict in (False, True):
        for kind, word in ((Scenario, "sync"), (AsyncScenario, "async")):
            client = client_of(
                os.environ["SCENARIO_KEY"], os.environ["SCENARIO_SECRET"], kind, _strict_response_validation=strict
            )
            door = Pass(word + (" strict" if strict else ""), client)
            for part in (projects, words, webhooks, strangers):
                await part(door)
            passes.append(door)
    wanted = operations(os.environ["SCENARIO_PAGE"])
    print(f"{'method':50}" + "".join(f"{door.name:14}" for door in passes))
    missed = []
    for name in sorted(wanted):
        marks = ["pass" if name in door.called else "NEVER CALLED" for door in passes]
        missed += [name] if "NEVER CALLED" in marks else []
        print(f"{name:50}" + "".join(f"{mark:14}" for mark in marks))
    print(f"{len(wanted)} methods x {len(passes)} passes")
    assert not missed and len(wanted) >= 34, missed


asyncio.run(main())
