"""Who is made responsible, and by when."""

from taizhang.reading.owners.scopes import Assignments, assignments
from taizhang.reading.owners.words import Assignment, parse_assignment

__all__ = ["Assignment", "Assignments", "assignments", "parse_assignment"]
