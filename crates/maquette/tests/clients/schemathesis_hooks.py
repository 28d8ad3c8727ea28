"""Puts ids of things that are there into valid requests of schemathesis, so that they get past 404.

Reads MAQUETTE_MOCKUP, MAQUETTE_SLOT, MAQUETTE_COLLECTION and MAQUETTE_UPLOAD, each of which may be missing.
"""

import os

import schemathesis

PATHS = [
    ("/api/mockups/{id}", ("GET", "PATCH"), "MAQUETTE_MOCKUP"),
    ("/api/collections/{id}", ("GET", "PATCH"), "MAQUETTE_COLLECTION"),
    ("/api/collections/{id}/entries", ("GET", "POST"), "MAQUETTE_COLLECTION"),
    ("/api/uploads/{id}", ("GET",), "MAQUETTE_UPLOAD"),
    ("/api/uploads/{id}/parts/{number}", ("PUT",), "MAQUETTE_UPLOAD"),
]


@schemathesis.hook
def map_case(context, case):
    if not case.meta or not case.meta.generation.mode.is_positive:
        return case
    for path, methods, name in PATHS:
        if case.path == path and case.method.upper() in methods and os.environ.get(name):
            case.path_parameters["id"] = os.environ[name]
    mockup, slot = os.environ.get("MAQUETTE_MOCKUP"), os.environ.get("MAQUETTE_SLOT")
    if case.path == "/api/renders" and mockup and isinstance(case.body, dict):
        case.body["mockup"] = mockup
        fills = case.body.get("fills")
        if slot and isinstance(fills, list) and fills:
            fills[0]["slot"] = slot
            case.body["fills"] = fills[:1]
        case.body["hidden"], case.body["texts"] = [], []
        # A picture of a few pixels: what is drawn is others' to test.
        output = case.body.get("output")
        if isinstance(output, dict):
            output["width"] = 64
    return case
