"""Lists that page, filter and sort on the server and keep all of it in the URL; exported exactly as they are seen."""

from taizhang.ui.lists.columns import Column
from taizhang.ui.lists.filters import Choices, Filter
from taizhang.ui.lists.listing import Listing
from taizhang.ui.lists.state import State

__all__ = ["Choices", "Column", "Filter", "Listing", "State"]
