"""Writing a page from its template, with everything escaped."""

from functools import cache
from typing import TYPE_CHECKING

from corpus import visible
from ui.texts import LANGUAGES, NAMES, Language, texts_in

if TYPE_CHECKING:
    from jinja2 import Environment


def render(template: str, language: Language, **values: object) -> str:
    """Return a page.

    Args:
        template: Its file in ``ui/pages/templates``.
        language: The language of its texts.
        **values: What the template names; HTML only as `markupsafe.Markup`.
    """
    return _environment(language).get_template(template).render(**values)


@cache
def _environment(language: Language) -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    texts = texts_in(language)
    environment = Environment(
        loader=PackageLoader("ui.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        _=texts.gettext,
        ngettext=texts.ngettext,
        texts=texts,
        languages=LANGUAGES,
        names=NAMES,
        roots={each: texts_in(each).root for each in LANGUAGES},
    )
    return environment


def _shown(value: object) -> object:
    """Return what is printed; text from elsewhere may hold what turns the words around it."""
    return visible(value) if type(value) is str else value
