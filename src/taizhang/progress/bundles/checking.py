"""Checking an audit bundle offline: hashes, quotes, sums up the tree, lights and journal digests. Knows no database."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from taizhang.journal.chain import digest
from taizhang.progress.amounts import Amount
from taizhang.progress.light_rules import LightRules
from taizhang.progress.lights import light
from taizhang.progress.series import Asked, Tree
from taizhang.progress.standings import Standing

FORMAT = "taizhang-bundle-1"
MANIFEST = "manifest.json"
#: More than any bundle needs; a file that claims more is not read.
LARGEST, MOST = 512 << 20, 20_000
CHUNK = 1 << 20

README = """审计包 / audit bundle

manifest.json     每个文件的 SHA-256；日志链尾 / the hash of every file; the end of the journal's chain
commitments.json  条目及其分解 / the commitment and its shares
sources.json      出处：文件、起止位置、引文 / quotes with their offsets
documents/        原件与读出的正文 / originals and the texts read from them
reports.json      填报；versions.json 每个锁定版本 / reports and every locked version
totals.json       逐级汇总 / numbers up the tree
rules.json        亮灯规则；lights.json 每次亮灯及其依据 / rules of lights; every light with its basis
evidence/ proofs/ 佐证材料 / evidence
journal.json      操作日志及其摘要 / journal entries with their digests

核对 / to check:  taizhang bundle --check FILE
"""


class NotABundleError(ValueError):
    """The file is no bundle that this version can read; ``str()`` says why."""


def check_bundle(path: Path) -> Iterator[str]:
    """Every difference found, in words; none means the bundle holds together.

    Raises :class:`NotABundleError` for a file that is no bundle, and ``OSError`` where it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = _manifest(archive)
            wrong = list(_hashes(archive, manifest))
            yield from wrong
            if not wrong:
                yield from _contents(archive)
    except (zipfile.BadZipFile, KeyError, TypeError, AttributeError, NotImplementedError, RuntimeError) as error:
        raise NotABundleError(f"不是审计包，或已损坏：{error}") from None
    except (ValueError, ArithmeticError) as error:
        if isinstance(error, NotABundleError):
            raise
        raise NotABundleError(f"审计包内容无法读取：{error}") from None


def _manifest(archive: zipfile.ZipFile) -> Mapping[str, Any]:
    infos = archive.infolist()
    if len(infos) > MOST or sum(info.file_size for info in infos) > LARGEST:
        raise NotABundleError("文件过大，不像审计包")
    if MANIFEST not in archive.namelist():
        raise NotABundleError("没有 manifest.json，不是审计包")
    manifest: Mapping[str, Any] = json.loads(archive.read(MANIFEST))
    if manifest.get("format") != FORMAT:
        raise NotABundleError(f"格式是 {manifest.get('format')}，本程序只认 {FORMAT}")
    return manifest


def _hashes(archive: zipfile.ZipFile, manifest: Mapping[str, Any]) -> Iterator[str]:
    wanted: Mapping[str, str] = manifest["files"]
    there = [name for name in archive.namelist() if name != MANIFEST]
    for name in sorted({name for name in there if there.count(name) > 1} if len(there) != len(set(there)) else ()):
        yield f"{name}：出现两次"
    for name in sorted(set(wanted) - set(there)):
        yield f"{name}：缺失"
    for name in sorted(set(there) - set(wanted)):
        yield f"{name}：清单里没有"
    for name in sorted(set(wanted) & set(there)):
        if _hash(archive, name) != wanted[name]:
            yield f"{name}：内容与摘要不符"


def _hash(archive: zipfile.ZipFile, name: str) -> str:
    found = hashlib.sha256()
    with archive.open(name) as content:
        while chunk := content.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()


def _contents(archive: zipfile.ZipFile) -> Iterator[str]:
    tables = {name: json.loads(archive.read(f"{name}.json")) for name in _TABLES}
    yield from _sources(archive, tables)
    yield from _versions(tables)
    yield from _totals(tables)
    yield from _lights(tables)
    yield from _journal(tables)


_TABLES = (
    *("commitments", "shares", "sources", "documents", "reports", "versions", "evidence", "totals"),
    *("rules", "lights", "closings", "proofs", "journal"),
)
Tables = Mapping[str, Any]


def _sources(archive: zipfile.ZipFile, tables: Tables) -> Iterator[str]:
    texts = {
        each["id"]: archive.read(f"documents/{each['id']}.txt").decode("utf-8", "surrogatepass")
        for each in tables["documents"]
    }
    for each in tables["documents"]:
        encoded = texts[each["id"]].encode("utf-8", "surrogatepass")
        if each["text_sha256"] and hashlib.sha256(encoded).hexdigest() != each["text_sha256"]:
            yield f"文件 {each['id']}：正文与登记的摘要不符"
        originals = [name for name in archive.namelist() if name.startswith(f"documents/{each['id']}-")]
        if [_hash(archive, name) for name in originals] != [each["sha256"]]:
            yield f"文件 {each['id']}：原件与登记的摘要不符"
    for source in tables["sources"]:
        text = texts[source["document_id"]]
        if text[source["start"] : source["end"]] != source["figure"]:
            yield f"出处 {source['id']}：原文此处不是“{source['figure']}”"
        if text[source["quote_start"] : source["quote_end"]] != source["quote"]:
            yield f"出处 {source['id']}：引文与原文不符"


def _versions(tables: Tables) -> Iterator[str]:
    last: dict[int, Mapping[str, Any]] = {}
    for each in tables["versions"]:
        before = last.get(each["report_id"])
        if each["number"] != (before["number"] + 1 if before else 1):
            yield f"填报 {each['report_id']}：锁定版本不连续"
        last[each["report_id"]] = each
    for report in tables["reports"]:
        version = last.get(report["id"])
        if (version["number"] if version else 0) != report["locked_versions"]:
            yield f"填报 {report['id']}：锁定版本数不符"
        elif version and _pair(version, "value", "denominator") != _pair(report, "locked_value", "locked_denominator"):
            yield f"填报 {report['id']}：锁定值与最后版本不符"


def _totals(tables: Tables) -> Iterator[str]:
    shares = {int(parent): those for parent, those in tables["shares"].items()}
    reports: dict[int, list[Asked]] = {}
    for each in tables["reports"]:
        locked = _pair(each, "locked_value", "locked_denominator") if each["locked_versions"] else None
        reports.setdefault(each["commitment_id"], []).append(Asked(date.fromisoformat(each["on"]), locked))
    adds_up = {each["id"]: each["adds_up"] for each in tables["commitments"]}
    below = {pk for those in shares.values() for pk in those}
    root = next(pk for pk in adds_up if pk not in below)
    sums = Tree(root, shares, adds_up, reports).sums()
    anew = {(node, on.isoformat()): each.amount for node, days in sums.items() for on, each in days.items()}
    kept = {(each["commitment_id"], each["on"]): _pair(each, "value", "denominator") for each in tables["totals"]}
    for key in sorted({*anew, *kept}):
        if anew.get(key) != kept.get(key):
            yield f"条目 {key[0]}：{key[1]} 的汇总与各份额之和不符"


def _lights(tables: Tables) -> Iterator[str]:
    rules = {each["id"]: LightRules.parse(each["name"], each["content"]) for each in tables["rules"]}
    for each in tables["lights"]:
        again = light(Standing.from_data(each["basis"]), rules[each["rules_id"]])
        if again.data() != each["light"]:
            yield f"条目 {each['commitment_id']}：{each['on']} 的灯按当时依据应为 {again.label()}"


def _journal(tables: Tables) -> Iterator[str]:
    for each in tables["journal"]:
        if digest(each["previous"], each["content"]) != each["digest"]:
            yield f"日志第 {each['content']['sequence']} 条：内容与摘要不符"


def _pair(row: Mapping[str, Any], value: str, denominator: str) -> Amount:
    given = [None if row[name] is None else Decimal(row[name]) for name in (value, denominator)]
    return Amount(*given)
