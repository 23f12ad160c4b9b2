"""What rankings keep."""

from taizhang.rankings.models.facts import Fact
from taizhang.rankings.models.frozen import Frozen, FrozenRow
from taizhang.rankings.models.groups import Group, Member
from taizhang.rankings.models.schemes import Scheme, SchemeVersion

__all__ = ["Fact", "Frozen", "FrozenRow", "Group", "Member", "Scheme", "SchemeVersion"]
