"""How registrations enter the search index, and leave it.

The index keeps no text, only words; a row leaves it by the very words with which it entered. Its row number is a
search key: where the name sorts, then which registration. So the index itself gives matches in the order of names,
and the first twenty of twenty thousand cost no more than twenty.

In front of each word stands what it is a word of. "Urząd Gminy Osiek" then weighs nothing where names are looked for.
"""

from __future__ import annotations

from functools import lru_cache

from checkin.store.folding import fold_name

LAST = "l"  # a last name of one word
PART = "p"  # a word of a double-barrelled last name
FIRST = "f"
ORGANISATION = "o"
TICKET = "t"
NAMES = (LAST, PART, FIRST)
EVERYWHERE = (*NAMES, ORGANISATION, TICKET)

LONGEST_WORD = 40  # letters; the rest of a longer word is not looked at
NUMBER_BITS = 22  # of a search key: which registration; the bits above are the name's
_LAST_LETTERS, _FIRST_LETTERS = 5, 3

INDEX = f"INSERT INTO search (rowid, words) SELECT known.name_key << {NUMBER_BITS} | known.number, known.words"

UNINDEX = "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)"


def search_key(key_of_name: int, number: int) -> int:
    """The row number in the index of the registration with this number."""
    return key_of_name << NUMBER_BITS | number


def number_of(key: int) -> int:
    """Which registration a row of the index is of."""
    return key & (1 << NUMBER_BITS) - 1


def index_words(folded_last: str, folded_first: str, organisation: str, ticket: str) -> str:
    """The words by which a registration is found, each with its mark."""
    last = LAST if " " not in folded_last else PART
    code = ticket.lower() if ticket.isascii() and ticket.isalnum() else fold_name(ticket)
    return " ".join(
        (
            _marked(last, folded_last),
            _marked(FIRST, folded_first),
            _marked(ORGANISATION, fold_name(organisation)),
            _marked(TICKET, code),
        )
    )


def _marked(mark: str, folded: str) -> str:
    if len(folded) <= LONGEST_WORD:  # the quick way, and nearly always the one
        return mark + folded.replace(" ", " " + mark) if folded else ""
    return " ".join(mark + word[:LONGEST_WORD] for word in folded.split())


def name_key(folded_last: str, folded_first: str) -> int:
    """Where a name sorts: the first letters of last and first name, five bits a letter, 40 bits in all."""
    return _place(folded_last[:_LAST_LETTERS], _LAST_LETTERS) << 5 * _FIRST_LETTERS | _place(
        folded_first[:_FIRST_LETTERS], _FIRST_LETTERS
    )


@lru_cache(maxsize=8192)
def _place(letters: str, length: int) -> int:
    key = 0
    for letter in letters.ljust(length):
        place = ord(letter) - 95  # a to z are 2 to 27
        key = key << 5 | (place if 2 <= place <= 27 else 0 if letter == " " else 1 if letter.isdigit() else 28)
    return key
