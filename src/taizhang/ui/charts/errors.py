"""Why a chart could not be drawn on the server; the words say what the office can do about it."""

from __future__ import annotations

from django.utils.translation import gettext as _


class DrawingError(Exception):
    """A chart could not be drawn."""


class LibraryMissing(DrawingError):
    """The browser files were never built into this installation."""

    def __init__(self) -> None:
        super().__init__(_("缺少图表库 echarts.min.js：请重新安装 taizhang，从源码安装的运行 make setup。"))


class FontMissing(DrawingError):
    """No Chinese font is installed: words would come out as boxes."""

    def __init__(self) -> None:
        super().__init__(
            _("服务器上没有中文字体，图表里的汉字画不出来：请安装 fonts-noto-cjk（Debian）或其他中文黑体。")
        )


class TooMuch(DrawingError):
    """Drawing took too long or too much memory; ``seconds`` is the limit."""

    def __init__(self, seconds: float) -> None:
        super().__init__(
            _("图表太大，在限定的 %(seconds)s 秒和内存之内没有画完：请缩小范围后再试。") % {"seconds": f"{seconds:g}"}
        )


class NotAChart(DrawingError):
    """The chart library, or the rasteriser, refused what it was given; ``reason`` is its own word for it."""

    def __init__(self, reason: str) -> None:
        super().__init__(_("图表画不出来：%(reason)s") % {"reason": reason})
        self.reason = reason
