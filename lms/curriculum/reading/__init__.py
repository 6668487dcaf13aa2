"""The reader of content files: `read(folder)` returns the curriculum as plain canonical values, or says what is wrong.

Canonical: NFC, no trailing spaces, lists where order means something, optional keys only where they say something.
"""

from lms.curriculum.reading.curriculum import Curriculum, SourceLesson, SourceModule, read
from lms.curriculum.reading.pictures import Picture
from lms.curriculum.reading.problems import ContentError, Problem

__all__ = ["ContentError", "Curriculum", "Picture", "Problem", "SourceLesson", "SourceModule", "read"]
