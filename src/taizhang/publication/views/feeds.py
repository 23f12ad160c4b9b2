"""Feeds of what became public last, the map of the site, and what crawlers may read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _

from taizhang.publication import showing
from taizhang.publication.showing import Item
from taizhang.publication.views.answering import Frame, frame_of, kept, to_the_public

#: So many of the newest editions stand in a feed.
NEWEST = 50


class News(Feed[Item, Frame]):
    """The newest editions of what is public, as RSS."""

    feed_type: Any = Rss201rev2Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Frame:
        """The language asked for."""
        return frame_of(request)

    def title(self, obj: Frame) -> str:
        """Of the feed."""
        return _("台账公开 · 事项进展")

    subtitle = description = lambda _self, _obj: _("向社会公开的工作目标和最新进展。")

    def link(self, obj: Frame) -> str:
        """The list."""
        return reverse(f"{obj.space}:list")

    def items(self, obj: Frame) -> list[Item]:
        """The newest first."""
        return showing.items(showing.public().order_by("-current__made_at", "-pk")[:NEWEST], obj.space)

    def item_title(self, item: Item) -> str:
        """What, and how far it has come."""
        reached = item.reached and _("：完成 %(reached)s") % {"reached": item.reached}
        return f"{item.title} {item.content.figure}{reached}"

    def item_description(self, item: Item) -> str:
        """In plain words."""
        return item.explanation

    def item_link(self, item: Item) -> str:
        """Its page."""
        return item.url

    def item_guid(self, item: Item) -> str:
        """Each edition is news."""
        return f"{item.url}#{item.edition}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Item) -> datetime:
        """When the edition was made."""
        return item.made_at

    def item_updateddate(self, item: Item) -> datetime:
        """The same."""
        return item.made_at


class AtomNews(News):
    """The same as Atom."""

    feed_type = Atom1Feed


class Pages(Sitemap[str]):
    """Every public page in both languages."""

    def items(self) -> list[str]:
        """Their addresses."""
        numbers = [each for each in showing.public().values_list("number", flat=True) if each]
        return [
            address
            for space in showing.LANGUAGES
            for address in (
                reverse(f"{space}:list"),
                reverse(f"{space}:overview"),
                *(reverse(f"{space}:item", args=[number]) for number in numbers),
            )
        ]

    def location(self, item: str) -> str:
        """The address itself."""
        return item


_RSS, _ATOM = News(), AtomNews()


@to_the_public
def rss(request: HttpRequest, _frame: Frame) -> HttpResponse:
    """The newest editions as RSS."""
    return _RSS(request)


@to_the_public
def atom(request: HttpRequest, _frame: Frame) -> HttpResponse:
    """The newest editions as Atom."""
    return _ATOM(request)


def site_map(request: HttpRequest) -> HttpResponse:
    """Every public page; rendered without the request, so that nothing of a person reaches it."""
    pages = sitemap(request, {"pages": Pages}).context_data
    return kept(HttpResponse(render_to_string("sitemap.xml", pages), content_type="application/xml"))


def robots(request: HttpRequest) -> HttpResponse:
    """Public pages may be read, nothing else."""
    address = f"{frame_of(request).base}{reverse('crawlers:sitemap')}"
    lines = ("User-agent: *", "Allow: /public/", "Allow: /static/", "Disallow: /", f"Sitemap: {address}", "")
    return kept(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))
