"""One chart of every kind on a page that only the tests have."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from taizhang.policy.access import PUBLIC
from taizhang.ui.charts import (
    Bar,
    Figure,
    Forecast,
    Heat,
    Line,
    Lit,
    Part,
    PlaceLight,
    PlaceValue,
    Point,
    Stack,
    Stage,
    ages,
    bars,
    curve,
    funnel,
    lights_map,
    shares,
    stacks,
    values_map,
)
from taizhang.ui.charts.boundaries import MAPS

SOURCE = "模拟数据，截至2024-05-31"
TOWNS = list(MAPS["4419"].names.items())
AREAS = ["改善出行", "美化乡村", "提升中心区", "绿化"]
PAGE = """{% extends "ui/page.html" %}
{% block title %}图表{% endblock %}
{% block head %}{% include "ui/_chart_files.html" %}{% endblock %}
{% block main %}<h1>图表</h1>{% for figure in figures %}{% chart figure %}{% endfor %}{% heat_table heat %}{% endblock %}"""


def page(request: HttpRequest) -> HttpResponse:
    """All of them."""
    template = engines["django"].from_string(PAGE)
    return HttpResponse(template.render({"figures": figures().values(), "heat": heat()}, request))


def figures() -> dict[str, Figure]:
    """A figure of every kind, by the name of its builder."""
    planned = [Point(date(2024, month, 28), Decimal(month * 7000)) for month in range(1, 13)]
    made = [
        curve(
            title="停车位",
            unit="个",
            source=SOURCE,
            planned=planned,
            actual=[Point(date(2024, 3, 28), Decimal(15_000), "/places/?from=curve")],
            forecast=[Forecast(date(2024, 12, 28), Decimal(60_000), Decimal(70_000), Decimal(80_000))],
            target=Decimal(84_000),
        ),
        bars(
            title="得分",
            unit="分",
            source=SOURCE,
            heading="镇街",
            rows=[Bar(name, Decimal(99 - at), f"/places/?from={code}") for at, (code, name) in enumerate(TOWNS[:8])],
        ),
        shares(
            title="分解",
            unit="个",
            source=SOURCE,
            heading="镇街",
            whole=Decimal(80_000),
            parts=[Part(name, Decimal(2500)) for _code, name in TOWNS[:6]],
        ),
        stacks(
            title="得分构成",
            unit="分",
            source=SOURCE,
            heading="镇街",
            parts=["固定资产投资", "新增停车位", "公共充电桩", "美丽庭院", "植树", "其他"],
            rows=[
                Stack(name, tuple(Decimal(at + part) for part in range(6))) for at, (_c, name) in enumerate(TOWNS[:5])
            ],
        ),
        funnel(
            title="状态",
            unit="项",
            source=SOURCE,
            stages=[Stage("交办", 4), Stage("在办", 10, "/places/?from=funnel"), Stage("销号", 6)],
            aside=[Stage("退回", 2)],
        ),
        ages(
            title="督办单",
            unit="张",
            source=SOURCE,
            kinds=[("blue", "蓝单"), ("yellow", "黄单"), ("red", "红单")],
            open_for=[("blue", 1), ("yellow", 5), ("red", 40)],
        ),
        lights_map(
            title="镇街亮灯",
            source=SOURCE,
            boundaries="4419",
            places=[
                PlaceLight(
                    code,
                    name,
                    "yellow",
                    "按6月底应达20000个，实际12000个，落后计划40个百分点；1项滞后",
                    f"/places/?from={code}",
                )
                for code, name in TOWNS[3:]
            ],
        ),
        values_map(
            title="各县",
            unit="个",
            source=SOURCE,
            boundaries="44",
            places=[PlaceValue(code, name, Decimal(at)) for at, (code, name) in enumerate(MAPS["44"].names.items())],
        ),
    ]
    return {figure.title: figure for figure in made}


def heat() -> Heat:
    """Lights of some towns in some areas."""
    rows = [Line(code, name, f"/places/?from={code}") for code, name in TOWNS]
    columns = [Line(area, area) for area in AREAS]
    cells = {
        (row.key, column.key): Lit("red" if at % 5 == 0 else "green", at + 1, url=f"/places/?from={row.key}")
        for at, row in enumerate(rows)
        for column in columns[: 1 + at % 4]
    }
    return Heat("领域与镇街", SOURCE, "镇街", rows, columns, cells)


app_name = "gallery"
urlpatterns = [path("", page, name="charts")]
access = {"charts": PUBLIC}
