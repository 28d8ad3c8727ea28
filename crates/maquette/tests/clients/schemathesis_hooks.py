"""Puts ids of things that are there into valid requests of schemathesis, so that they get past 404, and keeps them there.

Reads MAQUETTE_MOCKUP, MAQUETTE_SLOT, MAQUETTE_COLLECTION, MAQUETTE_UPLOAD, MAQUETTE_JOB, MAQUETTE_KEY (its own) and
MAQUETTE_PSD (a URL), each of which may be missing.
"""

import os
import uuid

import schemathesis

PATHS = [
    ("/api/mockups/{id}", ("GET", "PATCH"), "id", "MAQUETTE_MOCKUP"),
    ("/api/collections/{id}", ("GET", "PATCH"), "id", "MAQUETTE_COLLECTION"),
    ("/api/collections/{id}/entries", ("GET", "POST"), "id", "MAQUETTE_COLLECTION"),
    ("/api/uploads/{id}", ("GET",), "id", "MAQUETTE_UPLOAD"),
    ("/api/uploads/{id}/parts/{number}", ("PUT",), "id", "MAQUETTE_UPLOAD"),
    ("/api/v1/psd-mockups/{uuid}", ("GET", "PATCH"), "uuid", "MAQUETTE_MOCKUP"),
    ("/api/v1/psd-mockups/{uuid}/layers", ("GET",), "uuid", "MAQUETTE_MOCKUP"),
    ("/api/v1/mockups/{uuid}", ("GET", "PATCH"), "uuid", "MAQUETTE_MOCKUP"),
    ("/api/v1/mockups/{uuid}/layers", ("GET",), "uuid", "MAQUETTE_MOCKUP"),
    ("/api/v1/mockup/{uuid}", ("GET",), "uuid", "MAQUETTE_MOCKUP"),
    ("/api/v1/mockups/{uuid}/smartObjects", ("GET",), "uuid", "MAQUETTE_MOCKUP"),
    ("/api/v1/jobs/{job_id}", ("GET",), "job_id", "MAQUETTE_JOB"),
]


@schemathesis.hook
def map_case(context, case):
    if not case.meta or not case.meta.generation.mode.is_positive:
        return case
    for path, methods, parameter, name in PATHS:
        if case.path == path and case.method.upper() in methods and os.environ.get(name):
            case.path_parameters[parameter] = os.environ[name]
    if isinstance(case.body, dict):
        change = {"/api/renders": studio_render, "/api/v1/renders": sudomock_render, "/api/v1/psd/upload": upload}
        change.get(case.path, lambda body: None)(case.body)
    return case


@schemathesis.hook
def before_call(context, case, kwargs):
    """It finds ids in answers, and would revoke its own key: all that follows would be 401."""
    kept = {os.environ.get(name) for name in ("MAQUETTE_KEY", "MAQUETTE_MOCKUP", "MAQUETTE_COLLECTION", "MAQUETTE_UPLOAD")}
    for name, value in list(case.path_parameters.items()):
        if case.method.upper() == "DELETE" and value in kept:
            case.path_parameters[name] = str(uuid.uuid4())


def studio_render(body):
    mockup, slot = os.environ.get("MAQUETTE_MOCKUP"), os.environ.get("MAQUETTE_SLOT")
    if not mockup:
        return
    body["mockup"] = mockup
    fills = body.get("fills")
    if slot and isinstance(fills, list) and fills:
        fills[0]["slot"] = slot
        body["fills"] = fills[:1]
    body["hidden"], body["texts"] = [], []
    # A picture of a few pixels: what is drawn is others' to test.
    output = body.get("output")
    if isinstance(output, dict):
        output["width"] = 64


def sudomock_render(body):
    mockup, slot = os.environ.get("MAQUETTE_MOCKUP"), os.environ.get("MAQUETTE_SLOT")
    if not mockup:
        return
    body["mockup_uuid"] = mockup
    fills = body.get("smart_objects")
    if slot and isinstance(fills, list) and fills:
        fills[0]["uuid"] = slot
        body["smart_objects"] = fills[:1]
    for others in ("hidden_layers", "text_layers"):
        body.pop(others, None)
    options = body.get("export_options")
    if isinstance(options, dict):
        options["image_size"] = 100


def upload(body):
    if os.environ.get("MAQUETTE_PSD"):
        body["psd_file_url"] = os.environ["MAQUETTE_PSD"]
