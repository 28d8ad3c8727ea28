"""The official Python client of the Model Context Protocol against our own server for agents, by both its handshakes, over
standard input and output and over HTTP.

Settings come from the environment: MAQUETTE (the command and its words, as JSON), MCP_URL, MCP_KEYS (spellings of one key,
as JSON), MCP_OTHER_KEY (another account's), FILES_URL (mug.psd, red.png, page.html). Pictures are checked by their pixels.
"""

import asyncio
import base64
import json
import os
import urllib.error
import urllib.request

import httpx2
from mcp import Client, MCPError, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from pictures import OPENER, fetched, share

MAQUETTE = json.loads(os.environ["MAQUETTE"])
URL, KEYS = os.environ["MCP_URL"], json.loads(os.environ["MCP_KEYS"])
OTHER, FILES = os.environ["MCP_OTHER_KEY"], os.environ["FILES_URL"]
CHANGING = {"upload_mockup", "render", "render_batch", "create_collection", "add_to_collection"}
LOOKING = {"search_library", "inspect_mockup", "get_render", "list_collections", "get_collection", "get_job"}


def stdio(*words, key=KEYS[0], mode="auto"):
    """The command as a server."""
    environment = {name: value for name, value in os.environ.items() if name.startswith("MAQUETTE_")}
    if key:
        environment["MAQUETTE_KEY"] = key
    server = StdioServerParameters(command=MAQUETTE[0], args=["mcp", *MAQUETTE[1:], *words], env=environment)
    return Client(server, mode=mode, read_timeout_seconds=60)


def over_http(key, mode="auto", path="", header="authorization"):
    """The running server."""
    headers = {header: f"Bearer {key}" if header == "authorization" else key}
    client = httpx2.AsyncClient(headers=headers, trust_env=False, timeout=60)
    return Client(streamable_http_client(URL + path, http_client=client), mode=mode, read_timeout_seconds=60)


async def call(client, tool, **arguments):
    """What a tool gives; its text says the same as its structured content."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, (tool, result.content)
    assert json.loads(result.content[0].text) == result.structured_content
    return result.structured_content


async def refused(client, tool, **arguments):
    """The sentence with which a tool refuses."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error and len(result.content) == 1, (tool, result)
    return result.content[0].text


async def names(client):
    tools = (await client.list_tools()).tools
    for tool in tools:
        assert tool.description and tool.input_schema["type"] == "object", tool
        assert tool.annotations.read_only_hint == (tool.name in LOOKING), tool.name
    return {tool.name for tool in tools}


async def whole(client):
    """Everything that a working day takes."""
    assert await names(client) == CHANGING | LOOKING
    shelf = await call(client, "create_collection", name="Spring", description="mugs")
    made = await call(client, "upload_mockup", url=f"{FILES}/mug.psd", name="A mug", collection=shelf["id"])
    assert (made["status"], made["kind"], made["collection"]) == ("done", "import", shelf["id"]), made
    mockup = made["mockup"]
    assert (await call(client, "get_job", job=made["job"]))["mockup"] == mockup
    found = await call(client, "search_library", query="A MUG", kinds=["mockup"])
    assert mockup in [item["id"] for item in found["mockups"]["items"]] and "assets" not in found
    shown = await call(client, "inspect_mockup", mockup=mockup)
    assert shown["collections"][0]["id"] == shelf["id"] and fetched(shown["previews"][0]).width == 720
    slot = shown["slots"][0]

    red = {"slot": slot["name"], "artwork": {"url": f"{FILES}/red.png", "fit": "cover"}}
    drawn = await call(
        client, "render", mockup=mockup, fills=[red], label="my mug", output={"format": "png", "width": 300}
    )
    assert (drawn["status"], drawn["width"], drawn["media_type"]) == ("done", 300, "image/png"), drawn
    picture = fetched(drawn["url"])
    assert picture.format == "PNG" and picture.width == 300 and share(picture, "red") > 0.05
    assert drawn["url"].rsplit("/", 1)[1].startswith("my-mug-")
    again = await call(client, "get_render", render=drawn["render"])
    assert again["url"] == drawn["url"]
    assert (await call(client, "get_job", job=drawn["job"]))["render"]["url"] == drawn["url"]

    with OPENER.open(f"{FILES}/square.png") as answer:
        square = base64.b64encode(answer.read()).decode()
    blue = {"slot": slot["id"], "artwork": {"base64": f"data:image/png;base64,{square}"}}
    orders = [
        {"mockup": mockup, "fills": [blue]},
        {"mockup": mockup, "fills": [red], "output": {"format": "jpg"}},
        {"mockup": mockup, "fills": [{"slot": "No such slot", "color": "#fff"}]},
    ]
    batch = await call(client, "render_batch", renders=orders, output={"width": 200})
    assert (batch["done"], batch["failed"], batch["unfinished"]) == (2, 1, 0), batch
    first, second, third = batch["renders"]
    assert share(fetched(first["render"]["url"]), "blue") > 0.05 and first["render"]["media_type"] == "image/webp"
    assert share(fetched(second["render"]["url"]), "red") > 0.05 and second["render"]["media_type"] == "image/jpeg"
    assert "No such slot" in third["error"] and slot["name"] in third["error"]

    added = await call(client, "add_to_collection", collection=shelf["id"], things=[mockup])
    assert added["added"] == 0 and added["already_there"] == [mockup]
    assert shelf["id"] in [item["id"] for item in (await call(client, "list_collections", query="spr"))["items"]]
    inside = await call(client, "get_collection", collection=shelf["id"])
    assert [thing["id"] for thing in inside["things"]["items"]] == [mockup]
    return {"mockup": mockup, "collection": shelf["id"], "render": drawn["render"], "job": drawn["job"]}


async def mistakes(client, known):
    """Wrong arguments are refused in sentences that say where."""
    mockup = known["mockup"]
    wrong = [
        ("render", {}, "mockup"),
        ("render", {"mockup": "no id"}, "mockup: "),
        ("render", {"mockup": mockup, "fils": []}, "fils"),
        ("render", {"mockup": mockup, "fills": [{"artwork": {}}]}, "fills[0]"),
        ("render", {"mockup": mockup, "fills": [{"color": "red"}]}, "fills[0].color: "),
        ("render", {"mockup": mockup, "fills": [{"artwork": {"base64": "ü"}}]}, "fills[0].artwork.base64"),
        ("render", {"mockup": mockup, "fills": [{"artwork": {"url": "ftp://a/b"}}]}, "http"),
        ("render", {"mockup": mockup, "fills": [{"artwork": {"url": f"{FILES}/page.html"}}]}, ""),
        ("render", {"mockup": mockup, "fills": [{"artwork": {"url": f"{FILES}/missing.png"}}]}, "404"),
        ("render", {"mockup": mockup, "output": {"width": 0}}, "output.width: "),
        ("render", {"mockup": mockup, "texts": [{"layer": "none", "text": "x"}]}, "texts[0].layer: "),
        ("render", {"mockup": mockup, "hidden": ["none"]}, "hidden[0]: "),
        ("render_batch", {"renders": []}, "renders: "),
        ("upload_mockup", {"url": f"{FILES}/page.html"}, ""),
        ("upload_mockup", {"url": "not a url"}, "URL"),
        ("upload_mockup", {"url": f"{FILES}/mug.psd", "collection": mockup}, "collection not found"),
        ("create_collection", {"name": " "}, "name: "),
        ("add_to_collection", {"collection": known["collection"], "things": [known["render"]]}, "things[0]"),
        ("search_library", {"limit": 0}, "limit: "),
        ("search_library", {"kinds": ["boat"]}, "kinds[0]: "),
        ("get_job", {"job": mockup}, "job not found"),
    ]
    for tool, arguments, words in wrong:
        sentence = await refused(client, tool, **arguments)
        assert words in sentence and "\n" not in sentence, (tool, arguments, sentence)
    try:
        await client.call_tool("no_such_tool", {})
    except MCPError as error:
        assert "no_such_tool" in str(error)
    else:
        raise AssertionError("an unknown tool was called")


async def strangers(client, known):
    """Another account's ids are not there."""
    assert (await call(client, "search_library"))["mockups"]["total"] == 0
    for tool, arguments in [
        ("inspect_mockup", {"mockup": known["mockup"]}),
        ("render", {"mockup": known["mockup"]}),
        ("get_render", {"render": known["render"]}),
        ("get_job", {"job": known["job"]}),
        ("get_collection", {"collection": known["collection"]}),
        ("add_to_collection", {"collection": known["collection"], "things": []}),
    ]:
        assert (await refused(client, tool, **arguments)).endswith("not found"), tool


async def looking_only(client, known):
    """Read-only: nothing that changes anything is offered, or can be called all the same."""
    assert await names(client) == LOOKING
    assert (await call(client, "inspect_mockup", mockup=known["mockup"]))["name"] == "A mug"
    for tool in CHANGING:
        try:
            await client.call_tool(tool, {"name": "x"})
        except MCPError as error:
            assert "read-only" in str(error), error
        else:
            raise AssertionError(f"{tool} was called")


def status(headers, method="POST"):
    """How the server answers a request that is no client's."""
    body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"}).encode()
    usual = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    request = urllib.request.Request(URL, body, {**usual, **headers}, method=method)
    try:
        with OPENER.open(request) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


def doors():
    """Who is let in over HTTP."""
    key = {"x-api-key": KEYS[0]}
    assert status(key)[0] == 200
    for nobody in [{}, {"x-api-key": "mq_" + "0" * 64}, {"authorization": "Bearer nonsense"}]:
        code, headers = status(nobody)
        assert code == 401 and headers["www-authenticate"] == "Bearer", (nobody, code)
    assert status({**key, "host": "evil.example"})[0] == 403
    assert status({**key, "origin": "https://evil.example"})[0] == 403
    assert status({**key, "origin": "http://localhost:6274"})[1]["access-control-allow-origin"] == "http://localhost:6274"
    assert status(key, method="GET")[0] == 405


async def main():
    doors()
    for mode in ["legacy", "auto"]:
        async with stdio(mode=mode) as client:
            known = await whole(client)
            await mistakes(client, known)
        async with over_http(KEYS[0], mode) as client:
            known = await whole(client)
            await mistakes(client, known)
        async with over_http(OTHER, mode) as client:
            await strangers(client, known)
        async with over_http(KEYS[0], mode, "/read-only") as client:
            await looking_only(client, known)
        async with stdio("--read-only", mode=mode) as client:
            await looking_only(client, known)
    for key in KEYS:
        async with over_http(key, header="x-api-key") as client:
            assert (await call(client, "inspect_mockup", mockup=known["mockup"]))["id"] == known["mockup"]
    async with stdio("--user", "ADA", key=None) as client:
        assert (await call(client, "inspect_mockup", mockup=known["mockup"]))["id"] == known["mockup"]
    print("all well")


asyncio.run(main())
