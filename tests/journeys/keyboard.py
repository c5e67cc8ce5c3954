"""An officer without a mouse, whose steps are counted.

`Keyboard.seconds` is the keystroke-level model of Card, Moran and Newell, described with its figures in
docs/reference/keystrokes.md: it counts what a person does, so it says the same on every machine.
"""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

KEY = 0.28
THINK = 1.35
SCAN = 3.0
_TOO_FAR = 200


@dataclass
class Keyboard:
    """The keys of one page: those pressed, the thoughts between them, the cards scanned."""

    page: Page
    keys: int = 0
    thoughts: int = 0
    scans: int = 0

    @property
    def seconds(self) -> float:
        """What a person needs for all of it, without waiting for the machine."""
        return self.keys * KEY + self.thoughts * THINK + self.scans * SCAN

    def press(self, chord: str, times: int = 1) -> None:
        """One chord: `Control+Enter` is two keys."""
        for _ in range(times):
            self.keys += len(chord.split("+"))
            self.page.keyboard.press(chord)

    def type(self, text: str) -> None:
        """Letter for letter."""
        self.keys += len(text)
        self.page.keyboard.type(text)

    def think(self) -> None:
        """Decide, or read what the page says, before going on."""
        self.thoughts += 1

    def scan(self, text: str) -> None:
        """Hold a card before a scanner that types and ends with Enter."""
        self.scans += 1
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def tab_to(self, target: Locator) -> None:
        """Tab until `target` has the focus; AssertionError when Tab never gets there."""
        self._tab(target, "(it) => it === document.activeElement")

    def fill(self, target: Locator, text: str) -> None:
        """Tab to a field and type over what stands there."""
        self.tab_to(target)
        self.press("Control+a")
        self.type(text)

    def choose(self, target: Locator) -> None:
        """Tab to a box, or into the group of a round button and along it by arrows, and mark it."""
        if target.get_attribute("type") != "radio":
            self.tab_to(target)
            self.press("Space")
            return
        self._tab(target, "(it) => it.name === document.activeElement.name")
        self.press("Space")
        for _ in range(_TOO_FAR):
            if target.is_checked():
                return
            self.press("ArrowDown")
        raise AssertionError(f"no arrow reaches {target}")

    def _tab(self, target: Locator, there: str) -> None:
        target = target.first
        target.wait_for()
        for _ in range(_TOO_FAR):
            if target.evaluate(there):
                return
            self.press("Tab")
        raise AssertionError(f"Tab never reaches {target}")

    def follow(self, target: Locator) -> None:
        """Tab to a link, a button or a fold, and press Enter."""
        self.tab_to(target)
        self.press("Enter")
