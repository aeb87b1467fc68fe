"""The words of the interface, in the working languages of the ILO.

English stands in the code; `ui/translations` holds the others as gettext catalogues, which
any translation tool opens.
"""

import gettext
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

Language = Literal["en", "fr", "es"]
"""The languages of the interface, by their ISO 639-1 codes."""

LANGUAGES: tuple[Language, ...] = get_args(Language)
"""Every language of the interface; the first is the one the texts are written in."""

NAMES: dict[Language, str] = {"en": "English", "fr": "Français", "es": "Español"}
"""What each language calls itself."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of the interface in one language.

    Attributes:
        language: The language.
        translations: What a jinja2 environment installs.
    """

    language: Language
    translations: gettext.NullTranslations = field(repr=False, compare=False)

    def gettext(self, message: str, **values: object) -> str:
        """Return a text in this language.

        Args:
            message: The text in English; ``{name}`` stands for a value.
            **values: The values.
        """
        text = self.translations.gettext(message)
        return text.format(**values) if values else text

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Return a text that depends on a number; ``{count}`` stands for the number.

        Args:
            one: The text in English for one.
            many: The text in English for any other number.
            count: The number.
        """
        return self.translations.ngettext(one, many, count).format(count=count)

    def date(self, day: date) -> str:
        """Return a date as this language writes it: ``2 November 2010``."""
        from babel.dates import format_date

        return format_date(day, "long", locale="en_GB" if self.is_source else self.language)

    @property
    def is_source(self) -> bool:
        """Whether this is the language the texts are written in."""
        return self.language == LANGUAGES[0]

    @property
    def root(self) -> str:
        """The path of the chat in this language: ``/``, ``/fr/`` or ``/es/``."""
        return "/" if self.is_source else f"/{self.language}/"


@cache
def texts_in(language: Language) -> Texts:
    """Return the texts in a language.

    Args:
        language: The language.
    """
    if language == LANGUAGES[0]:
        return Texts(language, gettext.NullTranslations())
    return Texts(language, _compiled(language))


def preferred_language(header: str) -> Language:
    """Return the language that a browser asks for; English where it asks for none of ours.

    Args:
        header: The value of ``Accept-Language``, such as ``fr-CH, fr;q=0.9, en;q=0.8``.
    """
    wanted = sorted(_weighted(header), key=lambda pair: -pair[1])
    known = (code for code, weight in wanted if weight > 0)
    return next(
        (language for code in known for language in LANGUAGES if language == code), LANGUAGES[0]
    )


def _weighted(header: str) -> Iterable[tuple[str, float]]:
    for part in header.split(","):
        tag, _, weight = part.partition(";q=")
        try:
            yield tag.strip().partition("-")[0].casefold(), float(weight or 1)
        except ValueError:
            continue


def _compiled(language: Language) -> gettext.GNUTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    source = files("ui").joinpath("translations", f"{language}.po").read_bytes()
    binary = io.BytesIO()
    write_mo(binary, read_po(io.BytesIO(source), locale=language))
    binary.seek(0)
    return gettext.GNUTranslations(binary)
