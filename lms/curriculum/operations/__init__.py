"""What changes the stored curriculum: importing the source files, remaking HTML when the renderer has changed."""

from lms.curriculum.operations.importing import ImportReport, import_all
from lms.curriculum.operations.remaking import remake

__all__ = ["ImportReport", "import_all", "remake"]
