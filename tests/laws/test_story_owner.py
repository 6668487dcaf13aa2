"""Who told a story is known in one table, and one file asks it."""

from pathlib import Path

import lms.app
from lms.core.db import Base

assert lms.app  # brings every model
LMS = Path(lms.app.__file__).parent.parent
MAY_NAME_IT = {
    "studio/models/stories.py",  # the table
    "studio/models/__init__.py",
    "studio/ownership.py",  # the one file that asks
    "studio/personal_data.py",  # claims the column, and goes through `ownership`
}


def test_one_file_asks_whose_story_it_is():
    named = {
        str(path.relative_to(LMS))
        for path in LMS.rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in ("StoryOwner", "story_owners"))
    }
    assert named <= MAY_NAME_IT, f"ask lms.studio.ownership instead: {sorted(named - MAY_NAME_IT)}"


def test_no_other_table_ties_a_story_to_a_person_or_a_partner():
    story_tables = {"stories", "story_texts", "story_consents", "story_recordings", "story_exports", "story_requests"}
    tied = [
        f"{name}.{key.parent.name}"
        for name in story_tables
        for key in Base.metadata.tables[name].foreign_keys
        if key.column.table.name in {"people", "partners", "learners"}
    ]
    pointing = [
        f"{table.name}.{key.parent.name}"
        for table in Base.metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == "stories" and table.name not in story_tables | {"story_owners"}
    ]
    assert tied == []
    assert pointing == []
