"""Reading pasted addresses: one per line or separated by commas or semicolons, with or without names."""

import re
from dataclasses import dataclass, field

from lms.accounts.email_addresses import normalised

MOST = 500
# A name before <address> may hold commas inside quotes, as mail programs write it.
_PARTS = re.compile(r"""(?:"[^"]*"|[^,;"])+""")
_NAMED = re.compile(r"^(?P<name>.*?)<(?P<address>[^<>]*)>$")


@dataclass(frozen=True)
class BadPart:
    """Something that is no address, and the number of the line it stands in."""

    line: int
    text: str


@dataclass(kw_only=True)
class Pasted:
    """What was found in a pasted text: addresses in lower case, each once, and what could not be read."""

    addresses: list[str] = field(default_factory=list)
    bad: list[BadPart] = field(default_factory=list)


def read_addresses(text: str) -> Pasted:
    """Return the addresses in a pasted text. Only their form is checked: nobody is looked up."""
    found: dict[str, None] = {}
    bad = []
    for number, line in enumerate(text.splitlines(), start=1):
        for part in _parts(line):
            address = normal(part)
            if address is None:
                bad.append(BadPart(number, part[:80]))
            else:
                found[address] = None
    return Pasted(addresses=list(found), bad=bad)


def normal(text: str) -> str | None:
    """Return an address as it is kept, in lower case; None when `text` is no address."""
    named = _NAMED.match(text.strip())
    return normalised(named["address"] if named else text)


def _parts(line: str) -> list[str]:
    return [part.strip() for part in _PARTS.findall(line) if part.strip()]
