"""Pictures: hostile ones are refused with a reason, all others come out clean and upright."""

from __future__ import annotations

import io
import os
import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageCms

from plugins.core.pictures import MAX_BYTES, examine, looks_like_one, render
from plugins.core.problems import Problem
from tests.factories import photo

GPS = 0x8825
ORIENTATION = 0x0112
RED, BLUE = (250, 5, 5), (5, 5, 250)


def halves(size: tuple[int, int] = (300, 200)) -> Image.Image:
    """A picture whose left half is red and whose right half is blue."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, *size))
    return picture


def saved(picture: Image.Image, file_format: str, **options: Any) -> bytes:
    """The bytes of a picture in a format."""
    out = io.BytesIO()
    picture.save(out, file_format, **options)
    return out.getvalue()


def bomb(side: int = 9000) -> bytes:
    """A tiny PNG that would decode to hundreds of megabytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + data


def with_gps() -> bytes:
    """A JPEG that says where it was taken, by whom, and has a comment, a profile and a script at its end."""
    exif = Image.Exif()
    exif[0x013B] = "Secret Artist"
    exif.get_ifd(GPS).update({1: "N", 2: (38.0, 34.0, 0.0), 3: "W", 4: (7.0, 54.0, 0.0)})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(halves(), "JPEG", exif=exif, comment=b"Secret comment", icc_profile=profile, dpi=(301, 301))
    return data + b"<script>secret()</script>"


def rotated() -> bytes:
    """A JPEG held sideways: its pixels lie on the side, and its orientation says how to turn it."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    return saved(halves().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif, quality=95)


def problem(tmp_path: Path, data: bytes) -> str:
    """Why these bytes are refused."""
    (tmp_path / "x.jpg").write_bytes(data)
    found = examine(tmp_path, "x.jpg")
    assert isinstance(found, Problem), "it was taken"
    assert (found.path, found.line) == ("x.jpg", 0)
    return found.message


HOSTILE: Mapping[str, tuple[bytes, str]] = {
    "bomb": (bomb(), "more than 25 million pixels; make it smaller"),
    "bomb of which Pillow warns": (bomb(10_000), "more than 25 million pixels"),
    "bomb that Pillow refuses": (bomb(14_000), "more than 25 million pixels"),
    "no pixels": (bomb(300), "damaged or cut off"),
    "cut off": (photo(800, 800)[:900], "damaged or cut off; export it again"),
    "svg": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG drawings are not taken"),
    "bare svg": (b"  <svg onload='x()'/>", "SVG drawings are not taken"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200, "HEIC pictures are not taken; on an iPhone"),
    "lfs": (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", "a Git LFS pointer and not the"),
    "gif": (b"GIF89a" + b"\0" * 200, "not a JPEG, PNG or WebP picture; save it as JPEG"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n", "not a JPEG, PNG or WebP picture"),
    "empty": (b"", "not a JPEG, PNG or WebP picture"),
    "narrow": (photo(99, 400), "99 by 400 pixels; at least 100"),
    "large": (b"\0" * (MAX_BYTES + 1), "10 MB; at most 10 are taken"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pictures_are_refused_in_words(tmp_path: Path, name: str) -> None:
    """A bomb, a cut-off file, a drawing, another format: each is refused, and told how to come right."""
    data, expected = HOSTILE[name]
    assert expected in problem(tmp_path, data)


def test_where_memory_ends_no_picture_is_to_blame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sound picture that there is no memory for is not called damaged."""

    def no_memory(*_given: object, **_named: object) -> None:
        raise MemoryError

    (tmp_path / "a.jpg").write_bytes(photo())
    monkeypatch.setattr(Image, "open", no_memory)
    with pytest.raises(MemoryError):
        examine(tmp_path, "a.jpg")


def test_links_and_missing_pictures_are_refused(tmp_path: Path) -> None:
    """A picture is a regular file that can be read."""
    (tmp_path / "real.jpg").write_bytes(photo())
    (tmp_path / "link.jpg").symlink_to("real.jpg")
    os.mkfifo(tmp_path / "pipe.jpg")
    messages = [str(examine(tmp_path, name)) for name in ("link.jpg", "pipe.jpg", "gone.jpg")]
    assert "symbolic link" in messages[0]
    assert "not a regular file" in messages[1]
    assert "cannot be read: No such file" in messages[2]
    assert examine(tmp_path, "real.jpg") == photo()


@pytest.mark.parametrize("file_format", ["JPEG", "WEBP"])
@pytest.mark.parametrize("square", [True, False])
def test_nothing_but_pixels_is_left(file_format: str, square: bool) -> None:
    """Place, artist, comment, colour profile and a script after the end are all gone."""
    printed = render(with_gps(), 160, file_format, square=square)
    picture = Image.open(io.BytesIO(printed))
    picture.load()
    assert dict(picture.getexif()) == {}
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"} | {
        "background", "loop", "duration", "timestamp"
    }  # fmt: skip
    assert picture.info.get("jfif_density", (1, 1)) == (1, 1)
    assert b"ecret" not in printed
    assert picture.format == file_format


def near(pixel: Any, colour: tuple[int, int, int]) -> bool:
    """Whether a pixel is a colour, but for what compression does to it."""
    return all(abs(one - other) < 60 for one, other in zip(pixel, colour, strict=True))


def for_print() -> bytes:
    """A JPEG in the four colours of a printing press."""
    return saved(halves().convert("CMYK"), "JPEG", quality=95)


def as_png() -> bytes:
    """The same as PNG."""
    return saved(halves(), "PNG")


@pytest.mark.parametrize("make", [rotated, for_print, as_png])
def test_pictures_come_out_upright_and_in_colour(make: Callable[[], bytes]) -> None:
    """A photo held sideways is turned, one for the printing press becomes one for a screen."""
    picture = Image.open(io.BytesIO(render(make(), 150, "JPEG", square=False)))
    assert (picture.size, picture.mode) == ((150, 100), "RGB")
    assert near(picture.getpixel((20, 50)), RED)
    assert near(picture.getpixel((130, 50)), BLUE)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_shines_through_becomes_white(mode: str) -> None:
    """A transparent ground is printed white, in each way that a picture can be transparent."""
    picture = Image.new("RGBA", (120, 120), (0, 0, 0, 0))
    data = saved(picture.convert(mode) if mode != "RGBA" else picture, "PNG")
    assert near(Image.open(io.BytesIO(render(data, 100, "JPEG", square=True))).getpixel((50, 50)), (255, 255, 255))


def test_sizes_are_kept_within_and_never_blown_up() -> None:
    """A square is cut, another shape fits in, and a small picture stays small."""
    wide = saved(halves((400, 200)), "PNG")

    def size(data: bytes, most: int, *, square: bool) -> tuple[int, int]:
        return Image.open(io.BytesIO(render(data, most, "WEBP", square=square))).size

    assert size(wide, 100, square=True) == (100, 100)
    assert size(wide, 100, square=False) == (100, 50)
    assert size(wide, 900, square=True) == (200, 200)
    assert size(wide, 900, square=False) == (400, 200)


def test_printing_is_repeatable() -> None:
    """The same picture gives the same bytes."""
    assert render(with_gps(), 160, "WEBP", square=True) == render(with_gps(), 160, "WEBP", square=True)


def test_names_of_pictures() -> None:
    """Names of pictures are known by their ending, taken or not."""
    assert all(looks_like_one(name) for name in ("a.jpg", "a.JPG", "a.heic", "x/a.svg"))
    assert not any(looks_like_one(name) for name in ("a.yaml", "a.jpg.yaml", "jpg"))
