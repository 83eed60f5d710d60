"""A page's address as a QR code (ISO/IEC 18004), for cameras."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from zxingcpp import BarcodeFormat, create_barcode

__all__ = ["QrCode", "qr_code"]

QUIET = 2
"""White modules on each side. The standard asks for four: the box that the page draws around the code has the rest."""

MOST = 177
"""Modules on a side of the largest code there is."""

DARK, LIGHT, BREAK = b"\x00", b"\xff", b"\n"

STROKES = {
    **{DARK * run: f"h{run}" for run in range(1, MOST + 1)},
    **{LIGHT * run: f"m{run} 0" for run in range(1, MOST + 1)},
    BREAK: "\n",
}
"""What a path does for a run of dark modules, for one of light modules, and between two rows."""

RUNS = re.compile(rb"\x00+|\xff+|\n")


@dataclass(frozen=True)
class QrCode:
    """The dark modules as the strokes of one SVG path, in a square of `side` modules, which must be shown on white."""

    side: int
    path: str


def qr_code(address: str) -> QrCode:
    """The code at level M, readable with 15 % of it lost."""
    code = create_barcode(address, BarcodeFormat.QRCode, ec_level="M")
    modules = memoryview(code.to_image(add_quiet_zones=False)).tobytes()  # type: ignore[arg-type]  # no buffer in its stub
    rows = math.isqrt(len(modules))
    lines = BREAK.join([modules[start : start + rows] for start in range(0, len(modules), rows)])
    path = "".join(map(STROKES.__getitem__, RUNS.findall(lines))).replace("\n", f"m-{rows} 1")
    return QrCode(rows + 2 * QUIET, f"M{QUIET} {QUIET}.5{path}")
