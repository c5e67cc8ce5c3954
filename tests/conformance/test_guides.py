"""The guides for users: each picture is there, is shown somewhere, and loads quickly."""

import re
from pathlib import Path

GUIDES = Path(__file__).parents[2] / "docs" / "user"
MOST_BYTES = 120 * 1024


def test_pictures_and_guides_belong_together():
    shown = {
        name
        for guide in GUIDES.glob("*.md")
        for name in re.findall(r"\]\(images/([^)]+)\)", guide.read_text())
    }
    assert shown == {path.name for path in (GUIDES / "images").iterdir()}


def test_pictures_are_small():
    assert not [path.name for path in (GUIDES / "images").iterdir() if path.stat().st_size > MOST_BYTES]


def test_the_index_leads_to_every_guide():
    linked = set(re.findall(r"\(([\w-]+\.md)", (GUIDES / "README.md").read_text()))
    assert linked == {path.name for path in GUIDES.glob("*.md")} - {"README.md"}
