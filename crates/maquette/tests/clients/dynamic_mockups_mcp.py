"""Dynamic Mockups' own server for agents (npm, unmodified) against our door, and our own in its place.

The npm package has its service's host written into it: a proxy with a certificate of a test authority stands for that host
(see tls_proxy.py), as HTTPS_PROXY and NODE_EXTRA_CA_CERTS tell Node. Both servers are asked by the official Python client of
the protocol, and must do the same. Settings come from the environment: PACKAGE (the package's main file), DM_BASE_URL (our
door's address), DM_MCP_URL (our own server for agents), DM_KEY, FILES_URL (mug.psd, red.png, square.png).
"""

import asyncio
import json
import os
import tempfile
import urllib.error
import urllib.request

import httpx2
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from pictures import OPENER, fetched, share
from tls_proxy import Proxy

PACKAGE, BASE, URL = os.environ["PACKAGE"], os.environ["DM_BASE_URL"], os.environ["DM_MCP_URL"]
KEY, FILES = os.environ["DM_KEY"], os.environ["FILES_URL"]
HOST = "app.dynamicmockups.com"
TWELVE = {
    "get_api_info", "embed_mockup_editor", "get_catalogs", "get_collections", "create_collection", "get_mockups",
    "get_mockup_by_uuid", "create_render", "create_batch_render", "export_print_files", "upload_psd", "delete_psd",
}  # fmt: skip
GENERATIVE = {
    "search_products": {"query": "mug"},
    "get_product_details": {"uuid": "u"},
    "get_styles": {},
    "get_aspect_ratios": {},
    "create_mockup": {"prompt": "a mug"},
    "get_mockup_creation_status": {"task_id": "t"},
    "get_video_models": {},
    "create_video": {"start_image_url": "https://a.example/a.png", "model": "kling_v2.6"},
    "get_video_status": {"request_id": "r"},
    "tool_create_embroidery_effect": {"image_url": "https://a.example/a.png"},
}


async def call(client, tool, **arguments):
    """What a tool gives."""
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, (tool, result.content[0].text)
    return json.loads(result.content[0].text)


async def refused(client, tool, **arguments):
    """How a tool refuses."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error, (tool, result.content[0].text)
    return json.loads(result.content[0].text)["error"]


def shape(schema):
    """An input's shape, without its words."""
    if "properties" in schema:
        return {name: shape(inner) for name, inner in sorted(schema["properties"].items())}
    return [shape(schema["items"])] if "items" in schema else schema.get("type")


async def shapes(client):
    """Every tool's arguments."""
    tools = (await client.list_tools()).tools
    return {tool.name: (shape(tool.input_schema), tool.input_schema.get("required", [])) for tool in tools}


async def told(client):
    """The two that only tell."""
    for topic in ["all", "integration", "billing", "rate_limits", "formats", "best_practices", "support"]:
        assert await call(client, "get_api_info", topic=topic)
    for topic in ["all", "quick_start", "npm_integration", "data_options", "callback_response", "react_example"]:
        assert await call(client, "embed_mockup_editor", topic=topic)


async def whole(client):
    """The ten that ask the door."""
    catalogs = (await call(client, "get_catalogs"))["data"]
    assert [catalog["type"] for catalog in catalogs].count("default") == 1
    made = await call(client, "create_collection", name="Summer", catalog_uuid=catalogs[0]["uuid"])
    assert made["success"] and made["data"]["name"] == "Summer", made
    shelf = made["data"]["uuid"]
    shelves = (await call(client, "get_collections", include_all_catalogs=True))["data"]
    assert shelf in [collection["uuid"] for collection in shelves]

    template = {"create_after_upload": True, "collections": [shelf]}
    uploaded = await call(
        client, "upload_psd", psd_file_url=f"{FILES}/mug.psd", psd_name="A mug", mockup_template=template
    )
    mockup, psd = uploaded["data"]["uuid"], uploaded["data"]["psd"]["uuid"]
    listed = (await call(client, "get_mockups", collection_uuid=shelf, name="a MUG"))["data"]
    assert [item["uuid"] for item in listed] == [mockup], listed
    shown = (await call(client, "get_mockup_by_uuid", uuid=mockup))["data"]
    slot = shown["smart_objects"][0]["uuid"]

    def fill(picture):
        return [{"uuid": slot, "asset": {"url": f"{FILES}/{picture}", "fit": "cover"}}]

    options = {"image_format": "png", "image_size": 400, "mode": "view"}
    drawn = await call(
        client,
        "create_render",
        mockup_uuid=mockup,
        smart_objects=fill("red.png"),
        export_label="my mug",
        export_options=options,
    )
    assert drawn["export_label"] == "my mug" and drawn["export_path"].endswith(".png"), drawn
    picture = fetched(drawn["export_path"])
    assert picture.format == "PNG" and picture.width == 400 and share(picture, "red") > 0.05

    renders = [
        {"mockup_uuid": mockup, "smart_objects": fill("red.png"), "export_label": "one"},
        {"mockup_uuid": mockup, "smart_objects": fill("square.png"), "export_label": "two"},
        {"mockup_uuid": mockup, "smart_objects": fill("missing.png"), "export_label": "three"},
    ]
    batch = await call(client, "create_batch_render", renders=renders, export_options=options)
    counts = (batch["total_renders"], batch["successful_renders"], batch["failed_renders"])
    assert counts == (3, 2, 1), batch
    red, blue = [render for render in batch["renders"] if render["status"] == "success"]
    assert share(fetched(red["export_path"]), "red") > 0.05 and share(fetched(blue["export_path"]), "blue") > 0.05

    printed = await call(
        client,
        "export_print_files",
        mockup_uuid=mockup,
        smart_objects=fill("red.png"),
        export_options={"image_format": "png", "image_dpi": 300},
    )
    (file,) = printed["data"]["print_files"]
    assert file["smart_object_uuid"] == slot
    picture = fetched(file["export_path"])
    assert share(picture, "red") > 0.95 and round(picture.info["dpi"][0]) == 300

    error = await refused(client, "get_mockup_by_uuid", uuid=catalogs[0]["uuid"])
    assert error["status"] == 404 and error["message"], error
    error = await refused(client, "create_render", mockup_uuid=mockup, smart_objects=[{"uuid": catalogs[0]["uuid"]}])
    assert 400 <= error["status"] < 500 and error["message"], error
    await call(client, "delete_psd", psd_uuid=psd, delete_related_mockups=True)
    assert (await call(client, "get_mockups", collection_uuid=shelf))["data"] == []


async def package():
    """The service's own server, over standard input and output, as it is published."""
    with tempfile.TemporaryDirectory() as folder:
        proxy = Proxy(HOST, BASE, folder)
        environment = {
            "DYNAMIC_MOCKUPS_API_KEY": KEY,
            "HTTPS_PROXY": proxy.url,
            "NODE_EXTRA_CA_CERTS": str(proxy.authority),
        }
        server = StdioServerParameters(command="node", args=[PACKAGE], env=environment)
        async with Client(server, mode="legacy", read_timeout_seconds=60) as client:
            found = await shapes(client)
            await told(client)
            await whole(client)
            for tool, arguments in GENERATIVE.items():
                error = await refused(client, tool, **arguments)
                assert 400 <= error["status"] < 500 and error["message"] != f"API error ({error['status']})", (tool, error)
        assert ("POST", "/api/v1/renders") in proxy.requests and ("POST", "/api/v1/mcp/track") in proxy.requests
        return found


async def ours(found):
    """Our own, over HTTP: the same tools with the same arguments."""
    http = httpx2.AsyncClient(headers={"authorization": f"Bearer {KEY}"}, trust_env=False, timeout=60)
    async with Client(streamable_http_client(URL, http_client=http), mode="legacy", read_timeout_seconds=60) as client:
        own = await shapes(client)
        assert set(own) == TWELVE
        for name in TWELVE:
            (given, required), (wanted, needed) = own[name], found[name]
            # A finish that needs a generative model is taken, and not described.
            assert drop(given) == drop(wanted) and sorted(required) == sorted(needed), (name, given, wanted)
        await told(client)
        await whole(client)
        for tool, arguments in GENERATIVE.items():
            assert "generative model" in (await refused(client, tool, **arguments))["message"]
    http = httpx2.AsyncClient(headers={"x-api-key": KEY}, trust_env=False, timeout=60)
    async with Client(streamable_http_client(f"{URL}/mcp", http_client=http), read_timeout_seconds=60) as client:
        assert (await call(client, "get_catalogs"))["data"]
    http = httpx2.AsyncClient(trust_env=False, timeout=60)
    async with Client(streamable_http_client(URL, http_client=http), read_timeout_seconds=60) as client:
        assert (await refused(client, "get_catalogs"))["message"] == "API key not configured"


def drop(shape):
    """Without the finishes."""
    if isinstance(shape, dict):
        return {name: drop(inner) for name, inner in shape.items() if name != "decoration_method"}
    return [drop(inner) for inner in shape] if isinstance(shape, list) else shape


def pages():
    """The paths beside the protocol's."""
    with OPENER.open(f"{URL}/health") as answer:
        health = json.load(answer)
    assert (health["status"], health["server"]) == ("ok", "dynamic-mockups-mcp")
    with OPENER.open(f"{URL}/api/info") as answer:
        assert {tool["name"] for tool in json.load(answer)["tools"]} == TWELVE

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    try:
        urllib.request.build_opener(urllib.request.ProxyHandler({}), Stay).open(f"{URL}/sse")
    except urllib.error.HTTPError as error:
        assert error.code == 307 and URL.endswith(error.headers["location"]), error.headers["location"]
    else:
        raise AssertionError("/sse did not redirect")


async def main():
    pages()
    await ours(await package())
    print("all well")


asyncio.run(main())
