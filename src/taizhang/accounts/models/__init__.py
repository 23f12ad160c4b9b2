"""Organisations, people, their roles and sessions, and what they are told."""

from taizhang.accounts.models.notices import CalendarKey, Mail, Notice
from taizhang.accounts.models.people import Membership, Organisation, User, UserManager, UserSession

__all__ = ["CalendarKey", "Mail", "Membership", "Notice", "Organisation", "User", "UserManager", "UserSession"]
