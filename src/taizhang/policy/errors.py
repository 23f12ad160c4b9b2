"""What an action raises when it will not be done; the text is for the person who asked."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from taizhang.policy.table import action


class Refused(PermissionDenied):
    """This person may not do that, or not to this object."""

    def __init__(self, name: str, on: object = None) -> None:
        label = action(name).label
        target = f"“{on}”" if on is not None else ""
        super().__init__(
            _("您没有“%(action)s”%(target)s的权限。需要时请联系本单位的安全保密管理员。")
            % {"action": label, "target": target}
        )
        self.name, self.on = name, on


class ActionError(Exception):
    """The action cannot be done as asked; ``str()`` says what is wrong and what to do."""


class StaleError(ActionError):
    """The object was changed by somebody else since it was shown."""

    def __init__(self, on: object) -> None:
        super().__init__(_("“%(on)s”刚被他人修改过，您的修改没有保存。请核对最新内容后再提交。") % {"on": on})
        self.on = on
