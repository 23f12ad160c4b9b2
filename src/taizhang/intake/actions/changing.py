"""Changing candidates before they are accepted: edit, merge, split; and marking what the reader missed.

A step sent again because its answer was lost on the way finds itself done, and is not done twice.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from taizhang.accounts.models import User
from taizhang.intake.actions.deciding import Deciding, State, accept_now, check_complete, check_open, decision, locked
from taizhang.intake.actions.entering import enter_merged
from taizhang.intake.actions.holding import hold_places
from taizhang.intake.models import Candidate
from taizhang.intake.queries.candidates import place_of
from taizhang.ledger.models import Document
from taizhang.measures.quantities import Quantity, parse_quantity
from taizhang.policy.errors import ActionError

_CLAUSE_ENDS = "，。；！？、：,;!?\n"
_SENTENCE_ENDS = "。；！？\n"
_VERBS = re.compile(r"^(?:全市|全年|年内|力争|确保|完成|实现|新增|新建|建成|达到|推动|打造|整治|种植|培育)+")
_TAIL = re.compile(r"(?:不少于|不低于|不超过|达到?|超过?|约|为|至|到)+$")
LONGEST_QUOTE = 2000


def edit(*, actor: User, candidate: Candidate, version: int, values: Mapping[str, Any]) -> Candidate:
    """Write a waiting candidate anew. Raises StaleError if somebody changed it since ``version``."""
    words = _("修改“%(what)s”") % {"what": candidate}
    with decision(actor, candidate.document, words) as deciding:
        now = locked(candidate)
        if _says(now, version, values) and not now.done:
            return now
        check_open(now, version)
        _write(deciding, now, values)
    return now


def edit_and_accept(*, actor: User, candidate: Candidate, version: int, values: Mapping[str, Any]) -> Candidate:
    """Write a waiting candidate anew and enter it as it then stands, as one decision."""
    words = _("修改并接受“%(what)s”") % {"what": candidate}
    with decision(actor, candidate.document, words) as deciding:
        now = locked(candidate)
        if _says(now, version, values) and _settled(now, actor, State.ACCEPTED):
            return now
        check_open(now, version)
        _write(deciding, now, values)
        check_complete(now)
        hold_places([place_of(now)])
        accept_now(deciding, [now])
    return now


def _says(candidate: Candidate, version: int, values: Mapping[str, Any]) -> bool:
    """The very next change after ``version`` made it say just this."""
    return candidate.version == version + 1 and all(getattr(candidate, name) == values[name] for name in values)


def _settled(candidate: Candidate, actor: User, state: str) -> bool:
    return candidate.state == state and candidate.decided_by_id == actor.pk


def _write(deciding: Deciding, candidate: Candidate, values: Mapping[str, Any]) -> None:
    deciding.act.watch(candidate)
    deciding.touch(candidate)
    for name, value in values.items():
        setattr(candidate, name, value)


def merge(*, actor: User, candidate: Candidate, version: int, into: Candidate) -> Candidate:
    """Make it one more source of another candidate of the same document."""
    words = _("把“%(what)s”并入“%(into)s”") % {"what": candidate, "into": into}
    with decision(actor, candidate.document, words) as deciding:
        now, target = locked(candidate), locked(into)
        if _settled(now, actor, State.MERGED) and now.into_id == target.pk:
            return now
        check_open(now, version)
        if target.pk == now.pk or target.document_id != now.document_id:
            raise ActionError(_("请选择同一文件中的另一条。"))
        if target.state not in {State.WAITING, State.ACCEPTED}:
            raise ActionError(_("“%(into)s”已不在待核之列，不能并入。") % {"into": target})
        moving = [now, *now.merged.select_for_update(of=("self",)).select_related("document__place")]
        for each in moving:
            deciding.touch(each)
            each.into = target
        if target.source is not None:
            beside = [(each, target.source) for each in moving]
            for each, source in zip(moving, enter_merged(actor=actor, beside=beside), strict=True):
                each.source, each.commitment = source, source.commitment
        deciding.settle(now, State.MERGED)
        if target.state == State.ACCEPTED:
            # Its commitment now has these words too: accepting it can be undone only after this.
            deciding.touch(target)
    return now


def split(*, actor: User, candidate: Candidate, version: int, parts: Sequence[str]) -> list[Candidate]:
    """Make two or more candidates of one, from the same words; a part is a name, with its own figure after it or not."""
    named = [part.strip() for part in parts if part.strip()]
    if len(named) < 2:
        raise ActionError(_("拆分至少要写两行，每行一条。"))
    with decision(actor, candidate.document, _("拆分“%(what)s”") % {"what": candidate}) as deciding:
        now = locked(candidate)
        if _settled(now, actor, State.SPLIT) and (made := _parts(now)):
            return made
        check_open(now, version)
        deciding.touch(now)
        deciding.settle(now, State.SPLIT)
        deciding.made += [_part(now, words) for words in named]
    return deciding.made


def _parts(whole: Candidate) -> list[Candidate]:
    spot = Candidate.objects.filter(document=whole.document_id, start=whole.start, end=whole.end)
    return list(spot.filter(origin=Candidate.Origin.PART))


def _part(whole: Candidate, words: str) -> Candidate:
    name, quantity = _name_and_quantity(words)
    part = Candidate.objects.get(pk=whole.pk)
    part.pk = None
    part._state.adding = True
    part.indicator, part.origin, part.version = name[:200], Candidate.Origin.PART, 1
    if quantity:
        _measure(part, quantity)
    part.save()
    return part


def _name_and_quantity(words: str) -> tuple[str, Quantity | None]:
    """``口袋公园 160个`` is a name and a quantity; anything else is a name."""
    name, gap, last = words.replace("\u3000", " ").rpartition(" ")
    quantity = parse_quantity(last) if gap else None
    return (name.strip(), quantity) if quantity else (words, None)


def mark(*, actor: User, document: Document, start: int, end: int) -> Candidate:
    """Make a candidate of words that a person selected: they become the figure; value and unit are proposed."""
    start, end = _trimmed(document.text, start, end)
    again = document.candidates.filter(start=start, end=end, origin=Candidate.Origin.MARKED, state=State.WAITING)
    if (there := again.first()) is not None:
        return there
    with decision(actor, document, _("补记“%(words)s”") % {"words": document.text[start:end][:60]}) as deciding:
        marked = _marked(document, start, end)
        marked.save()
        deciding.act.created(marked)
        deciding.made.append(marked)
    return marked


def find(document: Document, words: str) -> tuple[int, int]:
    """Where words copied from the document stand, if possible where nothing is marked yet. Raises ActionError."""
    wanted = words.strip()
    spots = [match.start() for match in re.finditer(re.escape(wanted), document.text)] if wanted else []
    if not spots:
        raise ActionError(_("原文中找不到“%(words)s”。请照原文逐字抄录（可复制粘贴）。") % {"words": wanted[:60]})
    taken = set(document.candidates.values_list("start", flat=True))
    start = next((spot for spot in spots if spot not in taken), spots[0])
    return start, start + len(wanted)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    if not 0 <= start < end <= len(text):
        raise ActionError(_("选取的文字不在原文之内，请重新选取。"))
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    end = start + len(words.strip())
    if start >= end:
        raise ActionError(_("选取的只有空白，请选取数字或事项的文字。"))
    if end - start > LONGEST_QUOTE:
        raise ActionError(_("选取的文字太长（超过 %(most)s 字），请只选一条的文字。") % {"most": LONGEST_QUOTE})
    return start, end


def _marked(document: Document, start: int, end: int) -> Candidate:
    text = document.text
    quantity = parse_quantity(text[start:end])
    quote_start = _back(text, start, _CLAUSE_ENDS if quantity else _SENTENCE_ENDS)
    quote_end = _ahead(text, end, _CLAUSE_ENDS if quantity else _SENTENCE_ENDS)
    before = document.candidates.filter(start__lte=start).last()
    marked = Candidate(
        document=document,
        origin=Candidate.Origin.MARKED,
        start=start,
        end=end,
        figure=text[start:end],
        quote_start=quote_start,
        quote_end=quote_end,
        quote=text[quote_start:quote_end],
        section=before.section if before else "",
        kind="figure" if quantity else "task",
        indicator=_name(text, start, end, quote_start, quote_end) if quantity else text[start:end][:200],
        period=str(document.year or ""),
        place_name=document.place.name,
        owner=before.owner if before else "",
        rule="marked-by-hand",
    )
    if quantity:
        _measure(marked, quantity)
    return marked


def _measure(candidate: Candidate, quantity: Quantity) -> None:
    candidate.kind, candidate.value, candidate.unit = "figure", round(quantity.value, 6), quantity.unit
    candidate.comparator, candidate.measure = quantity.comparator, candidate.measure or "level"


def _name(text: str, start: int, end: int, quote_start: int, quote_end: int) -> str:
    before = _TAIL.sub("", _VERBS.sub("", text[quote_start:start].strip()))
    return " ".join((before or text[end:quote_end]).split())[:200]


def _back(text: str, at: int, ends: str) -> int:
    lowest = max(0, at - LONGEST_QUOTE)
    begin = max((text.rfind(sign, lowest, at) for sign in ends), default=-1) + 1
    begin = max(begin, lowest)
    return begin + len(text[begin:at]) - len(text[begin:at].lstrip())


def _ahead(text: str, at: int, ends: str) -> int:
    highest = min(len(text), at + LONGEST_QUOTE)
    found = [spot for spot in (text.find(sign, at, highest) for sign in ends) if spot >= 0]
    return min(found, default=highest)
