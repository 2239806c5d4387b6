"""A request's JSON to the comparison that it wants: what is not clearly right is refused with its field's name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NoReturn

from app.articles.checks import check_text
from app.comparison.types import Article
from app.errors import InputRefused, NotJson, TypeNotRead
from app.settings import Settings
from app.web.given import read_label, read_page_address, read_published, wanted_days
from app.web.making import Wanted


def check_type(content_type: str | None) -> None:
    """Refuse what says that it is no JSON. Raises TypeNotRead."""
    kind = (content_type or "application/json").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        raise TypeNotRead(f"Send JSON with Content-Type: application/json, not {kind[:100]}.")


def read_json(body: bytes) -> object:
    """The document in `body`. Raises NotJson: also for what JSON leaves open (double names, NaN, endless nesting)."""
    try:
        document: object = json.loads(
            body.decode("utf-8-sig"), object_pairs_hook=_no_double_names, parse_constant=_no_constant
        )
    except UnicodeDecodeError:
        raise NotJson("The request is not UTF-8.") from None
    except RecursionError:
        raise NotJson("The request is nested too deeply.") from None
    except json.JSONDecodeError as error:
        raise NotJson(f"The request is not JSON: {error.msg} at character {error.pos}.") from None
    except ValueError:  # an integer of thousands of digits
        raise NotJson("The request holds a number that is too long.") from None
    return document


def read_wanted(document: object, settings: Settings) -> Wanted:
    """The comparison that `document` asks for. Raises InputRefused and its kinds, with the field at fault."""
    fields = _object(document, None)
    return Wanted(
        left=_article(fields, "left", settings),
        right=_article(fields, "right", settings),
        keep_days=_keep_days(fields, settings),
    )


def _article(fields: Mapping[str, object], side: str, settings: Settings) -> Article:
    if side not in fields:
        raise InputRefused(f"The request needs “{side}”, an object with a “text”.", field=side)
    given = _object(fields[side], side)
    if "text" not in given:
        raise InputRefused(f"“{side}” needs a “text”.", field=f"{side}.text")
    text = given["text"]
    if not isinstance(text, str):
        raise InputRefused(f"“{side}.text” must be a string.", field=f"{side}.text")
    check_text(text, field=f"{side}.text", max_characters=settings.max_characters)
    published = _string(given, side, "published")
    address = _string(given, side, "address")
    return Article(
        text=text,
        title=_label(given, side, "title"),
        source=_label(given, side, "source"),
        published=None if published is None else read_published(published, field=f"{side}.published"),
        address=None if address is None else read_page_address(address, field=f"{side}.address"),
    )


def _label(given: Mapping[str, object], side: str, name: str) -> str | None:
    value = _string(given, side, name)
    return None if value is None else read_label(value, field=f"{side}.{name}")


def _string(given: Mapping[str, object], side: str, name: str) -> str | None:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise InputRefused(f"“{side}.{name}” must be a string or null.", field=f"{side}.{name}")
    return value


def _keep_days(fields: Mapping[str, object], settings: Settings) -> int:
    days = fields.get("keep_days")
    if days is None:
        return settings.default_keep_days
    if isinstance(days, bool) or not isinstance(days, int) or days not in wanted_days(settings):
        offered = ", ".join(map(str, wanted_days(settings)))
        raise InputRefused(f"“keep_days” must be one of {offered}.", field="keep_days")
    return days


def _object(value: object, field: str | None) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise InputRefused(f"{f'“{field}”' if field else 'The request'} must be a JSON object.", field=field)
    return value


def _no_double_names(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise NotJson("The request names a field twice.")
    return made


def _no_constant(name: str) -> NoReturn:
    raise NotJson(f"{name} is not JSON.")
