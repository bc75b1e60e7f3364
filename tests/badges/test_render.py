from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image

from checkin.badges.render import badge_pdf_bytes, badges_pdf
from checkin.badges.template import POINT, load
from checkin.errors import EnvironmentProblem, InputProblem
from checkin.model.registration import Registration
from tests.builders import a_registration, an_event, crowd

EVENT = an_event()

PEOPLE = [
    *crowd(6),
    a_registration(50, title="dr hab.", first_name="Małgorzata", last_name="Kowalska-Wiśniewska"),
    a_registration(51, first_name="Оксана", last_name="Ковальчук-Ґудзь", category="prelegent"),
    a_registration(52, first_name="Władysław Krzysztof", last_name="Brzęczyszczykiewicz-Chrząszczyżewoszycki"),
    a_registration(53, first_name="Anna " * 60, last_name="Kowalska-" * 33, organisation="Urząd " * 50),
    a_registration(54, first_name="李小龙 😀", last_name="محمد", category="nieznana"),
    a_registration(55, first_name="", last_name="", category="partner"),
    a_registration(56, first_name="<b>Ala</b>", last_name="'; DROP TABLE --", organisation="=1+1\t(\\)"),
    a_registration(57, ticket="https://example.org/bilet?kod=zażółć&x=" + "7" * 60),
]


@contextmanager
def _opened(file: Path | bytes) -> Iterator[Any]:
    document = pdfium.PdfDocument(file)
    try:
        yield document
    finally:
        document.close()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("badges") / "badges.pdf"
    done = badges_pdf(PEOPLE, EVENT, out)
    assert (done.badges, done.pages, done.file) == (len(PEOPLE), len(PEOPLE), out)
    assert done.shortened == ()
    assert set(done.missing) == {a_registration(54).id}
    return out


def _pages(file: Path | bytes, dpi: int) -> Iterator[Image.Image]:
    with _opened(file) as document:
        for page in document:
            yield page.render(scale=dpi / 72).to_pil().convert("L")


def _text(document: Any, number: int) -> str:
    page = document[number].get_textpage()
    return page.get_text_range().replace("\ufffe", "-")


@pytest.mark.parametrize("dpi", [203, 300])
def test_the_code_of_every_badge_reads_at_the_resolution_of_printers(printed: Path, dpi: int) -> None:
    codes = [[found.text for found in zxingcpp.read_barcodes(page)] for page in _pages(printed, dpi)]
    assert codes == [[person.ticket] for person in PEOPLE]


def test_the_code_is_one_path(printed: Path) -> None:
    with _opened(printed) as document:
        paths = list(document[0].get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_PATH]))
    assert len(paths) == 3  # stripe, box of the letter, code


def test_the_code_reads_in_black_and_white_alone(printed: Path) -> None:
    for page, person in zip(_pages(printed, 203), PEOPLE, strict=True):
        (found,) = zxingcpp.read_barcodes(page.point(lambda grey: 255 if grey > 127 else 0))
        assert found.text == person.ticket


def test_pages_have_the_size_of_the_card(printed: Path) -> None:
    with _opened(printed) as document:
        for page in document:
            width, height = (length * POINT for length in page.get_size())
            assert width == pytest.approx(86, abs=0.3) and height == pytest.approx(54, abs=0.3)


def test_the_text_read_back_is_the_text_put_in(printed: Path) -> None:
    with _opened(printed) as document:
        for number, person in enumerate(PEOPLE[:9]):
            read = re.sub(r"\s+", "", _text(document, number))
            for said in (person.title, person.first_name, person.last_name, person.position, person.organisation):
                assert re.sub(r"\s+", "", said) in read
            assert "XKrajowyKongresSekretarzy" in read and "Warszawa·19–20.05.2026" in read


def test_words_of_a_line_stay_apart(printed: Path) -> None:
    with _opened(printed) as document:
        assert "Urząd Gminy Przykładowo" in _text(document, 6)


def test_names_given_in_pieces_are_printed_composed() -> None:
    person = a_registration(1, first_name="Z\u0307aneta", last_name="S\u0301liwa")
    with _opened(badge_pdf_bytes(person, EVENT)) as document:
        assert "Żaneta" in _text(document, 0) and "Śliwa" in _text(document, 0)


def test_all_letters_are_embedded_subsets_of_lato(printed: Path) -> None:
    data = printed.read_bytes()
    fonts = set(re.findall(rb"/BaseFont /(\S+)", data))
    assert fonts and all(re.fullmatch(rb"[A-Z]{6}\+Lato-(Regular|Bold|Heavy|Black)", font) for font in fonts)
    assert data.count(b"/FontFile2") == len(fonts)
    assert b"Helvetica" not in data
    assert len(data) < 60_000 + 4_000 * len(PEOPLE)


def test_everything_stays_on_the_card_and_off_the_light_zone_of_the_code(printed: Path) -> None:
    card = load()
    quiet = card.qr.width * 4 / 21
    pixel = 25.4 / 300
    for page in _pages(printed, 300):
        left, top = int((card.qr.x - quiet) / pixel) + 2, int((card.qr.y - quiet) / pixel) + 2
        zone = page.crop((left, top, page.width, page.height))
        code = Image.new("L", (int(card.qr.width / pixel) + 6,) * 2, 255)
        zone.paste(code, (int(quiet / pixel) - 4, int(quiet / pixel) - 4))
        assert zone.getextrema() == (255, 255)
        margin = page.crop((0, int(card.stripe.bottom / pixel) + 2, int(4.5 / pixel), page.height))
        assert margin.getextrema() == (255, 255)


def test_letters_that_lato_lacks_leave_a_box_to_be_seen(printed: Path) -> None:
    page = list(_pages(printed, 300))[10]
    name = load().blocks[1].box
    pixel = 25.4 / 300
    ink = page.crop(tuple(int(edge / pixel) for edge in (name.x, name.y, name.right, name.bottom)))
    assert ink.getextrema()[0] < 80


def test_without_a_ticket_there_is_no_code() -> None:
    (page,) = _pages(badge_pdf_bytes(a_registration(1, ticket=""), EVENT), 203)
    assert zxingcpp.read_barcodes(page) == []


def test_one_badge_is_the_same_as_in_the_file_of_all(printed: Path) -> None:
    (alone,) = _pages(badge_pdf_bytes(PEOPLE[0], EVENT), 150)
    assert alone.tobytes() == next(_pages(printed, 150)).tobytes()


def test_progress_is_told_and_cancelling_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "badges.pdf"
    out.write_bytes(b"yesterday")
    steps: list[tuple[int, int]] = []
    done = badges_pdf(PEOPLE, EVENT, out, progress=lambda *step: steps.append(step), cancelled=lambda: len(steps) == 3)
    assert (done.badges, done.file) == (0, None)
    assert steps == [(number, len(PEOPLE)) for number in (1, 2, 3)]
    assert [path.name for path in tmp_path.iterdir()] == ["badges.pdf"] and out.read_bytes() == b"yesterday"


def test_nobody_to_print_for_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputProblem) as caught:
        badges_pdf([], EVENT, tmp_path / "badges.pdf")
    assert caught.value.key == "badge.nobody"


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        badges_pdf(PEOPLE[:1], EVENT, tmp_path / "none" / "badges.pdf")
    assert caught.value.key == "file.no_folder"


def test_metadata_names_the_event_and_no_person() -> None:
    person: Registration = a_registration(1, first_name="Żaneta", last_name="Śliwa")
    with _opened(io.BytesIO(badge_pdf_bytes(person, EVENT)).read()) as document:
        facts = document.get_metadata_dict()
    assert facts["Title"] == EVENT.title
    assert not any("Śliwa" in fact for fact in facts.values())
