"""What lists are called."""

from __future__ import annotations

import sys
from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.utils import translation

from taizhang.ui.lists import Listing


def test_every_list_is_named_in_the_plural_in_english() -> None:
    """The name of a model is that of one thing, unless it is in the plural too; Chinese has the same word for both."""
    import_module(settings.ROOT_URLCONF)
    modules = [module for name, module in sys.modules.items() if name.startswith("taizhang.")]
    listings = [each for module in modules for each in vars(module).values() if isinstance(each, Listing)]
    with translation.override("en"):
        one = {str(model._meta.verbose_name) for model in apps.get_models()}
        named = {str(each.title) for each in listings}
    assert {"Indicators", "Peer groups", "Reporting periods"} <= named
    assert {each for each in named & one if not each.endswith("s")} <= {"People", "Reconciling"}
