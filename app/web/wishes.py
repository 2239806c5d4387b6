"""What a maker wants changed of what is kept, read from the API's JSON and from the share dialog's forms."""

from __future__ import annotations

from app.errors import InputRefused
from app.settings import Settings
from app.store.sharing import Wish
from app.web.given import offered_days

SHORTEST, LONGEST = 8, 200  # characters; 8 is the least that NIST SP 800-63B lets a person choose


def read_wish(document: object, settings: Settings) -> Wish:
    """The wish in a JSON document. Raises InputRefused, with the field at fault."""
    if not isinstance(document, dict):
        raise InputRefused("The request must be a JSON object.")
    days = document.get("keep_days")
    if days is not None and (isinstance(days, bool) or not isinstance(days, int) or days not in offered_days(settings)):
        raise InputRefused(f"“keep_days” must be one of {_offered(settings)}.", field="keep_days")
    if "password" not in document:
        return Wish(keep_days=days)
    password = document["password"]
    if password is None:
        return Wish(keep_days=days, open_to_all=True)
    if not isinstance(password, str):
        raise InputRefused("“password” must be a string or null.", field="password")
    return Wish(keep_days=days, password=read_password(password))


def read_days(value: str, settings: Settings) -> Wish:
    """The wish in a form's choice. Raises InputRefused."""
    if value not in map(str, offered_days(settings)):
        raise InputRefused(f"Choose one of {_offered(settings)} days.", field="keep_days")
    return Wish(keep_days=int(value))


def read_password(value: str) -> str:
    """A password that may be set. Raises InputRefused."""
    if not SHORTEST <= len(value) <= LONGEST:
        raise InputRefused(
            f"A password has {SHORTEST} to {LONGEST} characters; this has {len(value):,}. "
            "A few plain words together are easy to tell and hard to guess.",
            field="password",
        )
    return value


def _offered(settings: Settings) -> str:
    return ", ".join(map(str, offered_days(settings)))
