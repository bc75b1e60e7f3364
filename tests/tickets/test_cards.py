"""Codes on paper: read back from the printed page, every word of them there."""

from __future__ import annotations

import numpy as np
import pypdfium2

from checkin.scanning.decode import decode_still
from checkin.tickets.cards import Card, cards_pdf
from tests.builders import a_code

CARDS = [Card(a_code(number), f"Bilet {number}", "Zażółć gęślą jaźń " * 6) for number in range(5)]


def test_every_code_can_be_scanned_from_the_paper() -> None:
    document = pypdfium2.PdfDocument(cards_pdf("Bilety do ćwiczeń", CARDS))
    read = [
        found.text for page in document for found in decode_still(np.ascontiguousarray(page.render(scale=2).to_numpy()))
    ]
    assert sorted(read) == sorted(card.code for card in CARDS)


def test_every_word_is_on_the_paper() -> None:
    document = pypdfium2.PdfDocument(cards_pdf("Bilety do ćwiczeń", CARDS))
    said = " ".join("".join(page.get_textpage().get_text_range() for page in document).split())
    assert len(document) == 2
    assert said.count("Bilety do ćwiczeń") == 2
    for card in CARDS:
        assert card.word in said
    assert said.count("jaźń") == 30
