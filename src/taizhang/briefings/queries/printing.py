"""The file of a period's briefing for whoever has the installation at hand: as issued, as drafted, or composed on the spot."""

from __future__ import annotations

from taizhang.briefings import telling
from taizhang.briefings.content import Composition, Edition, Texts
from taizhang.briefings.editions import rendered
from taizhang.briefings.models import Briefing
from taizhang.briefings.queries.briefings import GONE, before, issued_before, template_file, template_for
from taizhang.briefings.queries.composing import compose
from taizhang.places.models import Place
from taizhang.progress.models import Period


def printed(period: Period, kind: str) -> tuple[bytes, str]:
    """The file of a kind and the number it was issued under, empty where it was not.

    Raises ActionError where there is nothing to say of the period, or the file cannot be made.
    """
    briefing = Briefing.objects.filter(place=period.place, period=period).exclude(state=GONE).first()
    if briefing is not None and briefing.state == "issued":
        return _kept(briefing, kind), briefing.edition_code
    edition = briefing.edition if briefing else composed(period)
    return rendered(edition, kind, own_template(period.place) if kind == "docx" else None), ""


def composed(period: Period) -> Edition:
    """The edition of a period as it would be drafted now."""
    composition = compose(period, before(period))
    return Edition(composition, first_texts(period, "", composition), period.last.year)


def first_texts(period: Period, signatory: str, composition: Composition) -> Texts:
    """The words a briefing begins with: mark, signatory and copies as the last issue had them, the rest by the period."""
    last = issued_before(period)
    own = last.own if last else Texts()
    place = period.place.name
    return Texts(
        mark=own.mark or f"{place}工作通报",
        title=f"{place}{period.name}重点工作推进情况通报",
        lead=f"现将{place}{period.name}重点工作推进情况通报如下。",
        signatory=own.signatory or signatory or place,
        copies=own.copies,
        demands=telling.demands(composition.lines),
    )


def own_template(place: Place) -> bytes | None:
    """The office's own template, if it has one."""
    return template_file(template_for(place))


def _kept(briefing: Briefing, kind: str) -> bytes:
    file = {"docx": briefing.word, "pdf": briefing.pdf, "xlsx": briefing.sheet}[kind]
    if file is None:
        raise ValueError(f"an issued briefing without its {kind}")
    with file.open() as stored:
        content: bytes = stored.read()
    return content
