"""Names that come in one cell: titles split off, first and last names told apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from checkin.importing.fields import fold_heading
from checkin.store.folding import fold_name


class Order(StrEnum):
    FIRST_LAST = "first_last"
    LAST_FIRST = "last_first"


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts; `address` is "pani", "pan" or "" where nothing told."""

    title: str
    first: str
    last: str
    address: str = ""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "dr hab prof mgr inż lic lek adw rpr ks płk ppłk mjr kpt gen bryg st mł asp nadkom insp podinsp med arch doc mec "
    "phd mba llm msc bsc eng lld"
)
_TITLE_ENDS = _words("r pr n hum zw nadzw vet tech roln ekon praw społ dypl")  # with a dot only: "r. pr.", "n. med."
_ADDRESSES = {"pan": "pan", "pani": "pani", "p": "", "mr": "pan", "mrs": "pani", "ms": "pani"}
_PARTICLES = _words("van von vom zu zur der den ten ter de da di del della dela do dos du la le el al bin ibn")
_SURNAME_ENDS = ("ski", "ska", "cki", "cka", "zki", "zka", "wicz", "czyk", "czak", "iak", "enko", "czuk")

# The commonest first names; they tell "Anna Nowak" from "Nowak Anna" where the heading does not.
_FIRST_NAMES = _words(
    "Adam Adrian Agata Agnieszka Albert Aldona Aleksander Aleksandra Alicja Alina Amelia Andrij Andrzej Aneta "
    "Angelika Anna Antoni Antonina Arkadiusz Artur Barbara Bartłomiej Bartosz Beata Bernard Błażej Bogdan "
    "Bogumiła Bogusław Bogusława Bohdan Bolesław Bożena Bronisław Cecylia Cezary Czesław Czesława Damian Daniel "
    "Danuta Dariusz Dawid Dominik Dominika Dorota Edward Edyta Elżbieta Emil Emilia Ewa Ewelina Feliks Filip "
    "Franciszek Gabriela Genowefa Grażyna Grzegorz Halina Hanna Helena Henryk Henryka Hubert Ignacy Ilona Irena "
    "Ireneusz Iryna Iwona Izabela Jacek Jadwiga Jakub Jan Janina Janusz Jarosław Jerzy Joanna Jolanta Józef "
    "Józefa Julia Julian Justyna Kacper Kamil Kamila Karol Karolina Katarzyna Kazimierz Kazimiera Kinga Klaudia "
    "Konrad Krystian Krystyna Krzysztof Leokadia Lech Leszek Lidia Lucyna Ludwik Łukasz Maciej Magdalena "
    "Małgorzata Marcin Marek Maria Marian Marianna Mariola Mariusz Marta Martyna Maryla Mateusz Michał Mieczysław "
    "Milena Mirosław Mirosława Monika Natalia Nikola Norbert Oksana Oleksandr Olena Olga Oliwia Patrycja Patryk "
    "Paulina Paweł Piotr Przemysław Radosław Rafał Regina Renata Robert Roman Ryszard Sabina Sebastian Serhij "
    "Sławomir Stanisław Stanisława Stefan Stefania Sylwester Sylwia Szymon Tadeusz Teresa Tetiana Tomasz Urszula "
    "Wacław Waldemar Wanda Weronika Wiesław Wiesława Wiktor Wiktoria Wioletta Witold Władysław Włodzimierz "
    "Wojciech Zbigniew Zdzisław Zenon Zofia Zuzanna Zygmunt"
)
_FOLDED_FIRST_NAMES = frozenset(map(fold_name, _FIRST_NAMES))

_CLEAR_VOTES = 3
_CLEAR_SHARE = 0.8


def order_of(heading: str, names: Iterable[str]) -> Order:
    """The order of a column of whole names: told by its heading, unless the names clearly say otherwise."""
    words = fold_heading(heading).split()
    reversed_heading = words[:1] == ["nazwisko"] and len(words) > 1
    first_last, last_first = 0, 0
    for name in names:
        tokens = _tokens(_without_titles(name)[2])
        if len(tokens) > 1:
            begins, ends = (fold_name(token) in _FOLDED_FIRST_NAMES for token in (tokens[0], tokens[-1]))
            first_last += begins and not ends
            last_first += ends and not begins
    votes = first_last + last_first
    if votes >= _CLEAR_VOTES and max(first_last, last_first) >= votes * _CLEAR_SHARE:
        return Order.LAST_FIRST if last_first > first_last else Order.FIRST_LAST
    return Order.LAST_FIRST if reversed_heading else Order.FIRST_LAST


def split(text: str, order: Order) -> Name:
    """Take a whole name apart; one word alone is a last name."""
    title, address, bare = _without_titles(text)
    last, comma, first = bare.partition(",")
    if comma and first.strip():
        given = strip_title(first)
        return Name(f"{title} {given.title}".strip(), given.first, last.strip(), address or given.address)
    tokens = _tokens(bare.replace(",", " "))
    if len(tokens) < 2:
        return Name(title, "", " ".join(tokens), address)
    start, stop = _last_name(tokens, order)
    return Name(title, " ".join(tokens[:start] + tokens[stop:]), " ".join(tokens[start:stop]), address)


def of_line(text: str) -> Name:
    """Take apart a name that somebody types on one line, in whichever order: a common first name at the end tells."""
    tokens = _tokens(_without_titles(text)[2])
    begins, ends = (bool(tokens) and fold_name(tokens[at]) in _FOLDED_FIRST_NAMES for at in (0, -1))
    return split(text, Order.LAST_FIRST if ends and not begins and len(tokens) > 1 else Order.FIRST_LAST)


def strip_title(first_name: str) -> Name:
    """A first name with whatever titles were typed before it: "dr hab. Anna"."""
    title, address, bare = _without_titles(first_name)
    return Name(title, bare, "", address)


def _last_name(tokens: list[str], order: Order) -> tuple[int, int]:
    """First and one past the last of the words that make the last name."""
    capitals = [position for position, token in enumerate(tokens) if len(token) > 1 and token.isupper()]
    if 0 < len(capitals) < len(tokens) and capitals[-1] - capitals[0] == len(capitals) - 1:
        return capitals[0], capitals[-1] + 1
    if order is Order.LAST_FIRST:
        return 0, _end_of_surname(tokens)
    return _start_of_surname(tokens), len(tokens)


def _end_of_surname(tokens: list[str]) -> int:
    """Particles and one word, and whatever after it looks like a second surname; at least one word is left."""
    last = len(tokens) - 1
    end = 0
    while end < last - 1 and tokens[end].casefold() in _PARTICLES:
        end += 1
    end += 1
    while end < last and _looks_like_surname(tokens[end]):
        end += 1
    return end


def _start_of_surname(tokens: list[str]) -> int:
    """The last word, and whatever before it looks like a surname or from a particle on; at least one word is left."""
    last = len(tokens) - 1
    particle = next((start for start in range(1, last) if tokens[start].casefold() in _PARTICLES), None)
    if particle is not None:
        return particle
    start = last
    while start > 1 and _looks_like_surname(tokens[start - 1]):
        start -= 1
    return start


def _looks_like_surname(token: str) -> bool:
    folded = fold_name(token)
    return folded.endswith(_SURNAME_ENDS) and folded not in _FOLDED_FIRST_NAMES


def _tokens(text: str) -> list[str]:
    """Words, with "Kowalska - Nowak" held together as one."""
    return text.replace(" - ", "-").replace(" – ", "-").split()


def _without_titles(text: str) -> tuple[str, str, str]:
    """The titles at either end, the form of address, and the rest of the name."""
    words = text.split()
    start, address = 0, ""
    while start < len(words) - 1:
        bare = words[start].rstrip(".,").casefold()
        if start == 0 and bare in _ADDRESSES:
            address = _ADDRESSES[bare]
        elif not _is_title(words[start]):
            break
        start += 1
    stop = len(words)
    while stop - 1 > start and words[stop - 2].endswith(",") and _is_title(words[stop - 1]):
        stop -= 1
    titles = [word for word in words[:start] + words[stop:] if word.rstrip(".,").casefold() not in _ADDRESSES]
    return " ".join(titles), address, " ".join(words[start:stop]).rstrip(",")


def _is_title(word: str) -> bool:
    bare = word.rstrip(",").replace(".", "").casefold()
    return bare in _TITLES or (word.endswith(".") and bare in _TITLE_ENDS)
