"""Contributed pictures: refused with a reason, or made anew from their pixels so that nothing else of them is left."""

from __future__ import annotations

import hashlib
import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from plugins.core.problems import Problem
from plugins.core.sources import refuse

__all__ = ["SUFFIXES", "digest", "examine", "looks_like_one", "render"]

SUFFIXES = (".jpg", ".jpeg", ".png", ".webp")
OTHER_SUFFIXES = frozenset({".heic", ".heif", ".svg", ".gif", ".avif", ".tif", ".tiff", ".bmp", ".jfif"})
ENDINGS = (*SUFFIXES, *OTHER_SUFFIXES)
FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 25_000_000
LEAST_SIDE = 100
BACKGROUND = (255, 255, 255)
HEIC_ADVICE = "HEIC pictures are not taken; on an iPhone choose Settings, Camera, Formats, Most Compatible"
HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heif"})


def looks_like_one(path: str) -> bool:
    """Whether a file's name is that of a picture, be it of a kind that is taken or not."""
    return path.lower().endswith(ENDINGS)


def examine(root: Path, path: str) -> Problem | bytes:
    """The bytes of the picture at `path` below `root`, once it is known to be whole, or why it is not taken."""
    file = root / path
    try:
        status = file.lstat()
        if problem := refuse(path, status.st_mode):
            return problem
        if status.st_size > MAX_BYTES:
            return _wrong(
                path, f"the picture has {status.st_size / 2**20:.0f} MB; at most {MAX_BYTES // 2**20} are taken"
            )
        data = file.read_bytes()
    except OSError as error:
        return _wrong(path, f"the picture cannot be read: {error.strerror}")
    reason = _reason(data)
    return _wrong(path, reason) if reason else data


def digest(data: bytes) -> str:
    """SHA-256 of a picture's bytes: it is known by what it shows, wherever it lies."""
    return hashlib.sha256(data).hexdigest()


def _wrong(path: str, message: str) -> Problem:
    return Problem(path, 0, 0, "", message)


def _reason(data: bytes) -> str:
    """Why these bytes are not taken as a picture; empty when they are."""
    if data.startswith(b"version https://git-lfs"):
        return (
            "this is a Git LFS pointer and not the picture; add the picture itself (git lfs untrack, then add it again)"
        )
    if data[4:8] == b"ftyp" and data[8:12] in HEIC_BRANDS:
        return f"{HEIC_ADVICE}, or export the picture as JPEG"
    if data.lstrip()[:5].lower() in (b"<?xml", b"<svg ", b"<svg>", b"<!doc"):
        return "SVG drawings are not taken, since they can hold scripts; export the picture as PNG"
    try:
        picture = _open(data)
    except UnidentifiedImageError:
        return "this is not a JPEG, PNG or WebP picture; save it as JPEG"
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return f"the picture has more than {MAX_PIXELS // 10**6} million pixels; make it smaller, 800 by 800 is plenty"
    except MemoryError:
        raise  # nothing is wrong with the picture
    except Exception:
        return "the picture is damaged or cut off; export it again"
    if min(picture.size) < LEAST_SIDE:
        return f"the picture has {picture.width} by {picture.height} pixels; at least {LEAST_SIDE} each way are needed"
    return ""


def _open(data: bytes) -> Image.Image:
    """The decoded picture, upright and in RGB; the limit is checked before any pixel is decoded."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # broken metadata is not a broken picture
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        picture: Image.Image = Image.open(io.BytesIO(data), formats=FORMATS)
        if picture.width * picture.height > MAX_PIXELS:
            raise Image.DecompressionBombError
        ImageOps.exif_transpose(picture, in_place=True)
        if picture.has_transparency_data:
            layer = picture.convert("RGBA")
            picture = Image.new("RGBA", layer.size, (*BACKGROUND, 255))
            picture.alpha_composite(layer)
        return picture if picture.mode == "RGB" else picture.convert("RGB")


def render(data: bytes, size: int, file_format: str, *, square: bool) -> bytes:
    """The picture as JPEG or WebP of at most `size` pixels a side, from fresh pixels, so that no metadata is left."""
    picture = _open(data)
    # Never larger than it came: a blown-up photo looks worse and weighs more.
    if square:
        side = min(size, *picture.size)
        fitted = ImageOps.fit(picture, (side, side), Image.Resampling.LANCZOS, centering=(0.5, 0.4))
    else:
        fitted = ImageOps.contain(
            picture, (min(size, picture.width), min(size, picture.height)), Image.Resampling.LANCZOS
        )
    fresh = Image.new("RGB", fitted.size)
    fresh.paste(fitted)
    out = io.BytesIO()
    options = {"progressive": True, "optimize": True} if file_format == "JPEG" else {"method": 4}
    fresh.save(out, file_format, quality=82, **options)
    return out.getvalue()
