"""Parts: validated frozen pieces of records, and those that every kind of record may hold: texts, pictures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import pydantic
from pydantic import BeforeValidator, ConfigDict, Field, model_validator

from plugins.core import markup
from plugins.core.asking import Asked
from plugins.core.fields import Text
from plugins.core.wording import wrong

__all__ = ["Image", "Linked", "Markdown", "MarkdownText", "NameOf", "Part"]

MAX_MARKDOWN = 20_000


class Part(pydantic.BaseModel):
    """A validated frozen piece of a record."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=False, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_what_is_not_given(cls, data: Any) -> Any:
        """A plain empty value (`phone:`) means the same as no such line."""
        if type(data) is dict and None not in data.values():  # as nearly all are, and this is asked of every part
            return data
        if isinstance(data, Mapping):
            return {name: value for name, value in data.items() if value is not None}
        return data


class Markdown(Part):
    """A text as written and as safe HTML; `dropped` names what is not shown of it."""

    text: str
    html: str
    dropped: tuple[str, ...] = ()

    def summary(self, limit: int = 200) -> str:
        """Its first words, on one line, without markup."""
        return markup.plain(self.html, limit)


def _markdown(value: Any) -> Markdown:
    """The text converted; what an author writes as fields is refused, or it could bring HTML of its own."""
    if isinstance(value, Markdown):
        return value
    if not isinstance(value, str):
        raise wrong("string_type", "one text is expected")
    text = value.strip()
    if len(text) > MAX_MARKDOWN:
        raise wrong("long_markdown", f"the text has {len(text):,} characters; at most {MAX_MARKDOWN:,} are taken")
    if not text:
        raise wrong("empty", "the text is empty; write some, or take the line out")
    try:
        html, dropped = markup.to_html(text)
    except markup.MarkupError as error:
        raise wrong("markdown", "{why}", why=str(error)) from None
    return Markdown(text=text, html=html, dropped=dropped)


MarkdownText = Annotated[Markdown, BeforeValidator(_markdown), Asked("markdown", longest=MAX_MARKDOWN)]


@dataclass(frozen=True)
class Linked:
    """A name with its page, where it has one."""

    name: str
    url: str | None = None


NameOf = Callable[[str, str], str]
"""The name of a record by kind and slug; of a plain name, itself."""


class Image(Part):
    """The picture of a record: `alt` and `credit` are written in its file, the rest is read from the picture."""

    alt: Text | None = Field(
        default=None,
        title="What the picture shows",
        description="A few words for those who do not see it",
        examples=["Ada Lovelace at a desk, smiling"],
    )
    credit: Text | None = Field(
        default=None,
        title="Who made the picture",
        description="The name that is printed with it",
        examples=["Alfred Edward"],
    )
    file: str = Field(default="", description="path of the picture below the root, filled in by the loader")
    digest: str = Field(default="", description="SHA-256 of the picture's bytes, filled in by the loader")
