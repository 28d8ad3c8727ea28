"""Pictures as servers hand them out, and what they show."""

import io
import urllib.request

from PIL import Image

OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def fetched(url):
    """A picture by its URL."""
    with OPENER.open(url) as answer:
        return Image.open(io.BytesIO(answer.read()))


def share(picture, colour):
    """How much of a picture clearly shows red, green or blue, through any light or shadow: 0 to 1."""
    channel = {"red": 0, "green": 1, "blue": 2}[colour]
    pixels = picture.convert("RGB").resize((100, 100)).getdata()
    clear = sum(1 for pixel in pixels if pixel[channel] > 40 + max(pixel[:channel] + pixel[channel + 1 :]))
    return clear / len(pixels)
