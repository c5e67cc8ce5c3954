"""Pictures for the user guides, made by the journeys when somebody asks for new ones (`make pictures`)."""

import os
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.journeys.conftest import DESK

MOST_BYTES = 120 * 1024
TALLEST = 1500


def shown(page, name, *, whole=False):
    """A picture of the page as it looks at a desk."""
    page.set_viewport_size(DESK)
    picture(page, name, whole=whole)


def picture(page, name, *, whole=False):
    """What `page` shows, as <name>.png in the folder that MOTCUA_PICTURES names; nothing when it names none.

    `whole`: also what is below the fold. By day, in few colours, so that a guide loads quickly.
    """
    folder = os.environ.get("MOTCUA_PICTURES")
    if not folder:
        return
    page.emulate_media(color_scheme="light")
    page.evaluate("scrollTo(0, 0)")
    taken = Image.open(BytesIO(page.screenshot(caret="initial", full_page=whole)))
    taken = taken.convert("RGB").crop((0, 0, taken.width, min(taken.height, TALLEST)))
    path = Path(folder, f"{name}.png")
    for colours in (128, 64, 32, 16):
        taken.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size <= MOST_BYTES:
            return
    raise AssertionError(f"{path} stays larger than {MOST_BYTES} bytes")
