"""A page's address as a QR code (ISO/IEC 18004), for cameras."""

from __future__ import annotations

import math
import re

from zxingcpp import BarcodeFormat, create_barcode

__all__ = ["qr_svg"]

QUIET = 2
"""White modules on each side. The standard asks for four: the box that the page draws around the code has the rest."""

PIXELS = 4
"""The width of a module where nothing else says how large the picture is."""

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


def qr_svg(address: str) -> bytes:
    """The code at level M, readable with 15 % of it lost, as an SVG of black alone: it must be shown on white."""
    code = create_barcode(address, BarcodeFormat.QRCode, ec_level="M")
    modules = memoryview(code.to_image(add_quiet_zones=False)).tobytes()  # type: ignore[arg-type]  # no buffer in its stub
    rows = math.isqrt(len(modules))
    lines = BREAK.join([modules[start : start + rows] for start in range(0, len(modules), rows)])
    path = "".join(map(STROKES.__getitem__, RUNS.findall(lines))).replace("\n", f"m-{rows} 1")
    side = rows + 2 * QUIET
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side * PIXELS}" height="{side * PIXELS}"'
        f' viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path stroke="#000" d="M{QUIET} {QUIET}.5{path}"/></svg>\n'
    ).encode()
