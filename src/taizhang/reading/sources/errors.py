"""Why a file cannot be read: one exception root, a class for every case a caller can act on."""

from __future__ import annotations

from typing import ClassVar


class SourceError(Exception):
    """A file that gives no :class:`~taizhang.reading.sources.source.Source`.

    ``code`` is stable and names the case; ``file`` is the name the caller gave, ``reason`` what is wrong with the file
    and ``advice`` what to do about it, both for people, in Chinese. ``str(error)`` puts the three together.
    """

    code: ClassVar[str] = "source"
    default_reason: ClassVar[str] = "文件无法读取"
    default_advice: ClassVar[str] = "请换一个文件再试"

    def __init__(self, reason: str | None = None, advice: str | None = None, file: str | None = None) -> None:
        super().__init__(reason, advice, file)
        self.reason = reason or self.default_reason
        self.advice = advice or self.default_advice
        self.file = file

    def __str__(self) -> str:
        return f"{self.file or '（未命名）'}：{self.reason}；{self.advice}"


class MissingFile(SourceError):
    """No file lies at the path."""

    code = "missing"
    default_reason = "找不到这个文件"
    default_advice = "请核对路径和文件名"


class EmptyFile(SourceError):
    """The file has no bytes."""

    code = "empty"
    default_reason = "文件是空的（0 字节）"
    default_advice = "请重新导出或重新下载"


class UnreadableFile(SourceError):
    """The system refuses to hand the file over: permissions, a folder, a disk error."""

    code = "unreadable"
    default_reason = "系统不允许读取这个文件"
    default_advice = "请检查文件权限，或把文件复制到自己的目录再读"


class EncryptedFile(SourceError):
    """The file opens only with a password."""

    code = "encrypted"
    default_reason = "文件设有打开密码"
    default_advice = "请用原软件打开，取消密码后另存，再读取"


class TruncatedFile(SourceError):
    """The file ends before its own structure does."""

    code = "truncated"
    default_reason = "文件不完整，后半部分缺失"
    default_advice = "多半是下载或复制中断，请重新下载或向来源索取"


class DamagedFile(SourceError):
    """The file claims a format whose rules it breaks."""

    code = "damaged"
    default_reason = "文件内容损坏"
    default_advice = "请用原软件打开后另存为新文件，再读取"


class UnsupportedFormat(SourceError):
    """The content is of a kind that is not read."""

    code = "unsupported"
    default_reason = "不支持这种文件"
    default_advice = "请转换为 docx、pdf、xlsx、html 或 txt 再读取"


class TooLarge(SourceError):
    """The file, or what it unfolds to, passes a limit."""

    code = "too-large"
    default_reason = "文件过大"
    default_advice = "请拆分后分别读取"


class UnsafeFile(SourceError):
    """The file is built to exhaust or mislead its reader: a zip bomb, entity expansion, bottomless nesting."""

    code = "unsafe"
    default_reason = "文件结构异常，可能是恶意文件"
    default_advice = "请勿打开，并向来源核实"


class MissingExtra(SourceError):
    """Reading this kind of file needs an optional part of taizhang that is not installed."""

    code = "missing-extra"
    default_reason = "读取图片和扫描件需要文字识别组件"
    default_advice = "请运行 pip install 'taizhang[ocr]' 后再读取"
