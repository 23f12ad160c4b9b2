"""Lists that page, filter and sort on the server and keep all of it in the URL; exported exactly as they are seen."""

from taizhang.ui.lists.columns import Column
from taizhang.ui.lists.filters import Among, Choices, Filter
from taizhang.ui.lists.listing import Listing
from taizhang.ui.lists.state import State
from taizhang.ui.lists.tallies import tally

__all__ = ["Among", "Choices", "Column", "Filter", "Listing", "State", "tally"]
