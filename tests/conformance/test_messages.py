"""Every text of the screens has its English (docs/adr/0003)."""

import re

from motcua.web import messages

PLACES = re.compile(r"%\(\w+\)s|%%|</?[a-z]+>")
COLLECTED = {messages.plain(message.id) for message in messages.collected() if message.id}
ENGLISH = {messages.plain(message.id): message for message in messages.english() if message.id}


def test_texts_are_found_in_sources_and_templates():
    assert {"Đăng nhập", "Bạn cần làm thủ tục gì?", "Cấp xã"} <= COLLECTED


def test_every_text_has_its_english():
    missing = [text for text in COLLECTED if text not in ENGLISH or not messages.told(ENGLISH[text].string)]
    assert not missing, "run `make messages` and write the English"


def test_no_english_is_left_over_or_unsure():
    left_over = set(ENGLISH) - COLLECTED
    unsure = [text for text, message in ENGLISH.items() if message.fuzzy]
    assert not left_over | set(unsure), "run `make messages`"


def test_placeholders_agree():
    wrong = []
    for text, message in ENGLISH.items():
        forms = [message.string] if isinstance(message.string, str) else message.string
        wrong += [text for form in forms if sorted(PLACES.findall(form)) != sorted(PLACES.findall(text))]
    assert not wrong
