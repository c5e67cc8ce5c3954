"""A served demo district and a real browser, both made once for all journeys.

Every page that a journey sees is watched: an error of a script or in the console, where the policy of
contents speaks too, fails the journey.
"""

import shutil

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test import TransactionTestCase
from django.test.testcases import LiveServerThread
from playwright.sync_api import sync_playwright

from tests import debian
from tests.factories.district import demo_district

ALONE = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
DESK = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items):
    """Journeys are marked as what they are."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="package")
def site(django_db_setup, django_db_blocker):
    """The address of a server over the demo district."""
    debian.require("chromium")
    with django_db_blocker.unblock():
        demo_district()
        server = LiveServerThread("localhost", StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        yield f"http://localhost:{server.port}"
        server.terminate()
        connections.close_all()
        TransactionTestCase._fixture_teardown(None)


@pytest.fixture(scope="package")
def browser(site):
    """Debian's chromium; ended before the site, since Django refuses its database beside a running loop."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ALONE)
        yield chromium
        chromium.close()


class Visit:
    """A browser tab of one visitor, at home on the site."""

    def __init__(self, browser, site, **options):
        self.context = browser.new_context(base_url=site, viewport=DESK, **options)
        self.context.set_default_timeout(30_000)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _listen(self, message):
        # The browser also reports pages that answer 4xx and a network that is gone: both are asked for.
        asked_for = (
            "the server responded with a status of 4",
            "ERR_INTERNET_DISCONNECTED",
            "ERR_CONNECTION_REFUSED",
            "Failed to fetch",
        )
        if message.type in ("error", "warning") and not any(text in message.text for text in asked_for):
            self.complaints.append(message.text)


@pytest.fixture
def visit(browser, site):
    """Makes visits; at the end none may have complained."""
    visits = []

    def begin(**options):
        visits.append(Visit(browser, site, **options))
        return visits[-1].page

    yield begin
    for one in visits:
        one.context.close()
    assert not [complaint for one in visits for complaint in one.complaints]


@pytest.fixture
def page(visit):
    """An ordinary visitor's tab."""
    return visit()
