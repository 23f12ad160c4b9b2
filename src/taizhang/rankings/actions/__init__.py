"""What people do with rankings: divide places into groups, state facts, write schemes, freeze."""

from taizhang.rankings.actions.facts import Stated, state_facts
from taizhang.rankings.actions.freezing import freeze
from taizhang.rankings.actions.groups import Grouping, set_members, write_group
from taizhang.rankings.actions.schemes import change_scheme, end_scheme, make_scheme

__all__ = [
    "Grouping",
    "Stated",
    "change_scheme",
    "end_scheme",
    "freeze",
    "make_scheme",
    "set_members",
    "state_facts",
    "write_group",
]
