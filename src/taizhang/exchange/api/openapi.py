"""The description of the API by OpenAPI 3.1, made from the resources and the table of words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from taizhang import __version__
from taizhang.exchange.api.questions import CODE, LARGEST, LIMIT, MOST
from taizhang.exchange.columns import Column, Nature, nature
from taizhang.exchange.files.formats import FORMATS
from taizhang.exchange.resources import RESOURCES, Filter, Nested, Resource
from taizhang.exchange.words import words

Json = dict[str, Any]
#: An amount is text, so that no program rounds it.
_DECIMAL = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
_TYPES: dict[str, Json] = {
    "integer": {"type": "integer"},
    "text": {"type": "string"},
    "decimal": _DECIMAL,
    "day": {"type": "string", "format": "date"},
    "moment": {"type": "string", "format": "date-time"},
    "truth": {"type": "boolean"},
}


def document(root: str) -> Json:
    """The whole description; ``root`` is the address it is served under."""
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": _("taizhang 台账开放接口"),
            "version": "1",
            "summary": _("只读；数量是十进制文本，日期按 ISO 8601，字段名不变。"),
            "description": _(
                "每行都经过查询者的权限范围：密钥或登录的人看不到的，就不在其中。按编号翻页：把上一页的 next 原样再取，直到它为空。"
            ),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "x-software-version": __version__,
        },
        "servers": [{"url": root}],
        "security": [{"key": []}, {"session": []}],
        "paths": _paths(),
        "components": {
            "securitySchemes": {
                "key": {"type": "http", "scheme": "bearer", "description": _("接口密钥，由单位管理员建立")},
                "session": {"type": "apiKey", "in": "cookie", "name": "taizhang_session"},
            },
            "schemas": {**_schemas(), "Known": _known(), "Problem": _problem()},
            "responses": {
                "NotModified": {"description": _("与 If-None-Match 或 If-Modified-Since 所说的一样，没有变化")},
                **{f"Problem{status}": _refusal(label) for status, label in _problems()},
            },
        },
    }


def _paths() -> Json:
    found: Json = {}
    for each in RESOURCES.values():
        found[f"/{each.name}"] = {"get": _listing(each)}
        found[f"/{each.name}/bulk"] = {"get": _bulk(each)}
        found[f"/{each.name}/{{{each.key}}}"] = {"get": _one(each)}
    found["/commitments/{id}/known"] = {"get": _known_on()}
    return found


def _listing(each: Resource) -> Json:
    parameters = [_limit(), _after(), *(_parameter(each, one) for one in each.filters)]
    content = {
        "type": "object",
        "required": ["data", "next"],
        "additionalProperties": False,
        "properties": {
            "data": {"type": "array", "maxItems": MOST, "items": {"$ref": f"#/components/schemas/{_name(each)}"}},
            "next": {"type": ["string", "null"], "format": "uri", "description": _("下一页的地址，没有了为空")},
        },
    }
    return _operation(each, f"list_{each.name}", parameters, content, ("400", "401", "403", "405", "429"))


def _one(each: Resource) -> Json:
    parameters = [_key(each.key)]
    content = {"$ref": f"#/components/schemas/{_name(each)}"}
    return _operation(each, f"get_{each.name}", parameters, content, ("400", "401", "403", "404", "405", "429"))


def _bulk(each: Resource) -> Json:
    formats = [one for one in FORMATS.values() if one.holds(each.name)]
    schema = {"type": "string", "enum": [one.name for one in formats], "default": "csv"}
    chosen = {"name": "format", "in": "query", "schema": schema, "description": str(words("", "format?"))}
    parameters = [chosen, *(_parameter(each, one) for one in each.filters)]
    made = _operation(each, f"bulk_{each.name}", parameters, {}, ("400", "401", "403", "405", "429"))
    made["summary"] = _("%(what)s：全部一次取走") % {"what": words(each.name, "")}
    types = dict.fromkeys(one.media_type.partition(";")[0] for one in formats)
    made["responses"]["200"] = {"description": made["summary"], "content": {kind: {} for kind in types}}
    del made["responses"]["304"]
    return made


def _known_on() -> Json:
    commitments = RESOURCES["commitments"]
    parameters = [_key("id"), *(_day(name, label) for name, label in known_parameters())]
    content = {"$ref": "#/components/schemas/Known"}
    refusals = ("400", "401", "403", "404", "405", "429")
    made = _operation(commitments, "get_known", parameters, content, refusals)
    return made | {"summary": _("某一天已知的数：目标在一天站到哪里，按另一天结束时已锁定的填报")}


def known_parameters() -> list[tuple[str, str]]:
    """The two days of "what was known on", with their words."""
    return [("on", _("数字截至哪一天")), ("as_of", _("按哪一天结束时已知的"))]


def _operation(each: Resource, name: str, parameters: list[Json], content: Json, refusals: Iterable[str]) -> Json:
    headers = {
        "ETag": {"description": _("内容的摘要，再取时放进 If-None-Match"), "schema": {"type": "string"}},
        "Last-Modified": {"description": _("系统最近一次变更的时间"), "schema": {"type": "string"}},
    }
    answered = {
        "description": str(words(each.name, "")),
        "headers": headers,
        "content": {"application/json": {"schema": content}},
    }
    return {
        "operationId": name,
        "tags": [each.name],
        "summary": str(words(each.name, "")),
        "parameters": parameters,
        "responses": {
            "200": answered,
            "304": {"$ref": "#/components/responses/NotModified"},
            **{status: {"$ref": f"#/components/responses/Problem{status}"} for status in refusals},
        },
    }


def _limit() -> Json:
    schema = {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}
    return {"name": "limit", "in": "query", "schema": schema, "description": str(words("", "limit?"))}


def _after() -> Json:
    schema = {"type": "integer", "minimum": 0, "maximum": LARGEST, "default": 0}
    return {"name": "after", "in": "query", "schema": schema, "description": str(words("", "after?"))}


def _key(name: str) -> Json:
    schema = {"type": "integer", "minimum": 0, "maximum": LARGEST}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _day(name: str, label: str) -> Json:
    schema = {"type": "string", "format": "date"}
    return {"name": name, "in": "query", "required": True, "schema": schema, "description": label}


def _parameter(resource: Resource, each: Filter) -> Json:
    schemas: dict[str, Json] = {
        "integer": {"type": "integer", "minimum": 1, "maximum": LARGEST},
        "code": {"type": "string", "pattern": f"^{CODE}$"},
        "day": {"type": "string", "format": "date"},
        "truth": {"type": "boolean"},
        "choice": {"type": "string", "enum": list(each.choices)},
    }
    return {
        "name": each.name,
        "in": "query",
        "schema": schemas[each.kind],
        "description": str(words(resource.name, f"{each.name}?")),
    }


def _schemas() -> Json:
    found: Json = {}
    for each in RESOURCES.values():
        made = _object(each.name, ((one, each.nature(one)) for one in each.columns))
        for nested in each.nested:
            made["properties"][nested.name] = _list(each, nested)
            made["required"].append(nested.name)
        found[_name(each)] = made
    return found


def _object(resource: str, columns: Iterable[tuple[Column, Nature]]) -> Json:
    properties = {each.name: _property(resource, each, held) for each, held in columns}
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": properties}


def _list(resource: Resource, nested: Nested) -> Json:
    columns = ((each, nature(nested.model, each)) for each in nested.columns)
    items = _object(f"{resource.name}.{nested.name}", columns)
    return {"type": "array", "description": str(words(resource.name, nested.name)), "items": items}


def _property(resource: str, each: Column, held: Nature) -> Json:
    made = dict(_TYPES[held.kind])
    if held.codes:
        labels = "；".join(f"{code} {label}" for code, label in held.codes)
        made["x-codes"] = labels
    if held.empty:
        made["type"] = [made["type"], "null"]
    return made | {"description": str(words(resource, each.name))}


def _known() -> Json:
    amount = _DECIMAL | {"type": ["string", "null"]}
    properties = {
        "commitment_id": {"type": "integer"},
        "on": {"type": "string", "format": "date"},
        "as_of": {"type": "string", "format": "date"},
        "value": amount,
        "denominator": amount,
    }
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": properties}


def _problem() -> Json:
    text = {"type": "string"}
    fault = {"type": "object", "properties": {"parameter": text, "detail": text}, "required": ["parameter", "detail"]}
    return {
        "type": "object",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "format": "uri"},
            "title": text,
            "status": {"type": "integer"},
            "detail": text,
            "errors": {"type": "array", "items": fault},
        },
    }


def _problems() -> list[tuple[str, str]]:
    return [
        ("400", _("参数有误")),
        ("401", _("没有有效的密钥，也没有登录")),
        ("403", _("没有权限")),
        ("404", _("没有这一项，或者不在权限范围内")),
        ("405", _("只读")),
        ("429", _("过于频繁")),
    ]


def _refusal(label: str) -> Json:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": label, "content": {"application/problem+json": {"schema": schema}}}


def _name(each: Resource) -> str:
    return each.name.capitalize()
