"""Every row of a resource as a file, for programs with a key and for people from the page of downloads."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.requests import signed_in
from taizhang.exchange.actions.giving import DOWNLOAD, note_download
from taizhang.exchange.api.questions import read_choice, read_filters
from taizhang.exchange.api.serving import check_key, guarded, key_of, reader
from taizhang.exchange.files.formats import FORMATS
from taizhang.exchange.resources import RESOURCES
from taizhang.journal.actions import Actor, System
from taizhang.policy.errors import Refused


@guarded
def bulk(request: HttpRequest, resource: str) -> HttpResponseBase:
    """The file, sent as it is made."""
    check_key(request, resource)
    of, reads = RESOURCES[resource], reader(request)
    if not reads.may(DOWNLOAD):
        raise Refused(DOWNLOAD)
    formats = [each.name for each in FORMATS.values() if each.holds(resource)]
    name, rest = read_choice(request.GET, "format", formats, "csv")
    asked, form = read_filters(rest, of.filters), FORMATS[name]
    if request.method == "GET":
        note_download(actor=_actor(request), resource=resource, form=name, asked=asked)
    answer = StreamingHttpResponse(form.make(reads, of, asked), content_type=form.media_type)
    file = f"{resource}-{clock.today().isoformat()}.{form.suffix}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _actor(request: HttpRequest) -> Actor:
    key = key_of(request)
    return signed_in(request) if key is None else System(_("接口密钥 %(name)s") % {"name": key.name})
