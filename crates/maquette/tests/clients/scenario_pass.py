"""One pass over the Scenario client's methods: calls them by name, whichever kind of client it is, and notes them."""

import base64
import inspect
import io
import re

from PIL import Image


def picture(colour, size=(320, 240), kind="PNG"):
    """The bytes of a picture of one colour."""
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, kind)
    return file.getvalue()


def encoded(colour):
    return base64.b64encode(picture(colour)).decode()


def operations(page):
    """The methods that the compatibility page says are there, those of projects, teams and bills left out."""
    rows = re.findall(r"^\| `\w+ [^`]+` \| `([\w.]+)` \| (full|partial) \|", open(page).read(), re.M)
    elsewhere = ("projects.", "teams.", "usages.", "pricing.", "oscu.")
    return {name for name, _ in rows if not name.startswith(elsewhere)}


class Pass:
    """A client, what the pass is called, and the methods that it has called with success."""

    def __init__(self, name, client):
        self.name, self.client, self.called = name, client, set()

    def method(self, name):
        method = self.client
        for part in name.split("."):
            method = getattr(method, part)
        return method

    async def call(self, name, /, *arguments, **named):
        answer = self.method(name)(*arguments, **named)
        answer = await answer if inspect.isawaitable(answer) else answer
        self.called.add(name)
        return answer

    async def refused(self, kind, name, /, *arguments, **named):
        """The refusal's body, in the dialect's form."""
        try:
            answer = self.method(name)(*arguments, **named)
            if inspect.isawaitable(answer):
                await answer
        except kind as error:
            assert set(error.body) == {"reason", "name", "details"}, error.body
            return error.body
        raise AssertionError(f"{name} was not refused")

    async def rows(self, name, /, *arguments, **named):
        """All rows of a list, by the client's own pager."""
        pages = self.method(name)(*arguments, **named)
        rows = [row async for row in pages] if hasattr(pages, "__aiter__") else list(pages)
        self.called.add(name)
        return rows
