"""Every column that points to a person is some package's to export and to erase."""

from collections import Counter

import lms.app
from lms.core.db import Base
from lms.privacy.registry import PARTS

assert lms.app  # brings every model


def columns_that_point_to_people():
    return {
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.target_fullname == "people.id"
    }


def test_every_foreign_key_to_a_person_is_claimed():
    claimed = {claim for part in PARTS for claim in part.claims}
    missing = columns_that_point_to_people() - claimed
    assert not missing, (
        f"nobody answers for {sorted(missing)}: export and erase them in the package's personal_data.py, add them to "
        "its CLAIMS, and list the module in lms/privacy/registry.py"
    )


def test_no_column_is_claimed_twice():
    counts = Counter(claim for part in PARTS for claim in part.claims)
    twice = sorted(claim for claim, count in counts.items() if count > 1)
    assert not twice, f"one package answers for a column; these have two: {twice}"


def test_no_claim_is_out_of_date():
    claimed = {claim for part in PARTS for claim in part.claims}
    gone = claimed - columns_that_point_to_people()
    assert not gone, f"these columns no longer point to people: take {sorted(gone)} out of CLAIMS"
