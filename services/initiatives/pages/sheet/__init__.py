"""The sheet on which a process is written: what it asks, what stands there, what it says."""

from initiatives.pages.sheet.asking import asked, standing_there
from initiatives.pages.sheet.saying import said
from initiatives.pages.sheet.sheet import Sheet

__all__ = ["Sheet", "asked", "said", "standing_there"]
