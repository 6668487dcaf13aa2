"""What changes the stored curriculum: import, remaking HTML, bringing what can be found up to date."""

from lms.curriculum.operations.importing import ImportReport, import_all
from lms.curriculum.operations.indexing import refresh
from lms.curriculum.operations.remaking import remake

__all__ = ["ImportReport", "import_all", "refresh", "remake"]
