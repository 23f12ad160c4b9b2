"""URLs of the public pages; they stand twice in the URL table, once for each language."""

from __future__ import annotations

from django.urls import path

from taizhang.policy.access import Access
from taizhang.publication.views import feeds, public

app_name = "public"
urlpatterns = [
    path("", public.index, name="list"),
    path("overview/", public.overview, name="overview"),
    path("items/<int:number>/", public.item, name="item"),
    path("items/<int:number>/embed/", public.embed, name="embed"),
    path("items/<int:number>.json", public.item_data, name="item-data"),
    path("items.json", public.data, name="data"),
    path("news.rss", feeds.rss, name="rss"),
    path("news.atom", feeds.atom, name="atom"),
]
_ITEM = "publication.public"
access = {
    "list": Access("public"),
    "overview": Access("public"),
    "item": Access("public", of=_ITEM),
    "embed": Access("public", of=_ITEM),
    "item-data": Access("public", of=_ITEM, file=True),
    "data": Access("public", file=True),
    "rss": Access("public", file=True),
    "atom": Access("public", file=True),
}
