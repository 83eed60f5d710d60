"""The QR codes: what a camera reads from the picture as it is shown."""

from __future__ import annotations

import re

import pytest
from PIL import Image, ImageDraw
from zxingcpp import BarcodeFormat, read_barcodes

from plugins.directory.qr import QrCode, qr_code

PIXELS = 4


def _drawn(code: QrCode) -> Image.Image:
    """The picture on white, drawn by the few commands of paths that it may hold."""
    picture = Image.new("L", (code.side * PIXELS, code.side * PIXELS), "white")
    draw = ImageDraw.Draw(picture)
    across, middle = 0.0, 0.0
    for command, numbers in re.findall(r"([a-zA-Z])([-. \d]+)", code.path):
        first, second = [*(float(number) for number in numbers.split()), 0.0][:2]
        if command == "M":
            across, middle = first, second
        elif command == "m":
            across, middle = across + first, middle + second
        else:
            assert command == "h"
            box = (across, middle - 0.5, across + first, middle + 0.5)
            left, top, right, bottom = (round(edge * PIXELS) for edge in box)
            draw.rectangle((left, top, right - 1, bottom - 1), fill="black")
            across += first
    return picture


ADDRESSES = (
    "https://example.org/members/ada/",
    "http://localhost:8000/members/ada-lovelace/",
    "https://example.org/our/association/members/ada/",
    "https://example.org/%C3%A9tat%20civil/members/ada/?from=qr&x=%2F#top",
    "https://members.example.org/members/" + "-".join(["wilhelmina"] * 5) + "/",
    "https://example.org/" + "long/" * 300,
)


@pytest.mark.parametrize("address", ADDRESSES, ids=range(len(ADDRESSES)))
def test_a_camera_reads_the_address(address: str) -> None:
    """The picture, drawn on white, reads as the address: from the root or below it, percent-encoded, long."""
    (found,) = read_barcodes(_drawn(qr_code(address)))
    assert (found.text, found.format) == (address, BarcodeFormat.QRCode)
    assert found.ec_level == "M"


def test_dirt_does_no_harm() -> None:
    """The code is still read when a spot hides a part of it."""
    address = ADDRESSES[0]
    picture = _drawn(qr_code(address))
    middle = picture.width // 2
    ImageDraw.Draw(picture).rectangle((middle - 12, middle - 12, middle + 11, middle + 11), fill="black")
    assert [found.text for found in read_barcodes(picture)] == [address]


def test_the_code_stands_free() -> None:
    """Two modules around the code are left white, and the square is as large as it says."""
    code = qr_code(ADDRESSES[0])
    picture = _drawn(code)
    assert code.side == 33
    assert picture.point(lambda level: 255 - level).getbbox() == (
        2 * PIXELS,
        2 * PIXELS,
        picture.width - 2 * PIXELS,
        picture.height - 2 * PIXELS,
    )
    assert code == qr_code(ADDRESSES[0])
