"""Units of measure: every spelling to one base unit for each dimension, so that miles can be held against
kilometres."""

from __future__ import annotations

from app.comparison.facts.words import Words

# Factors to the base units m, kg, s, m2, l, km/h are the exact definitions of the international units.
_LENGTH = {
    "km": 1000.0, "kilometre": 1000.0, "kilometer": 1000.0, "kilometres": 1000.0, "kilometers": 1000.0, "kms": 1000.0,
    "m": 1.0, "metre": 1.0, "meter": 1.0, "metres": 1.0, "meters": 1.0,
    "cm": 0.01, "centimetre": 0.01, "centimetres": 0.01, "centimeter": 0.01, "centimeters": 0.01,
    "mm": 0.001, "millimetres": 0.001, "millimeters": 0.001,
    "mile": 1609.344, "miles": 1609.344, "mi": 1609.344,
    "foot": 0.3048, "feet": 0.3048, "ft": 0.3048, "inch": 0.0254, "inches": 0.0254, "yard": 0.9144, "yards": 0.9144,
}  # fmt: skip
_MASS = {
    "kg": 1.0, "kilo": 1.0, "kilos": 1.0, "kilogram": 1.0, "kilograms": 1.0, "kilogramme": 1.0, "kilogrammes": 1.0,
    "gram": 0.001, "grams": 0.001, "tonne": 1000.0, "tonnes": 1000.0, "ton": 1000.0, "tons": 1000.0,
    "lb": 0.45359237, "lbs": 0.45359237, "ounce": 0.028349523125, "ounces": 0.028349523125,
}  # fmt: skip
_TIME = {
    "second": 1.0, "seconds": 1.0, "minute": 60.0, "minutes": 60.0, "mins": 60.0,
    "hour": 3600.0, "hours": 3600.0, "hrs": 3600.0,
    "day": 86_400.0, "days": 86_400.0, "night": 86_400.0, "nights": 86_400.0, "week": 604_800.0, "weeks": 604_800.0,
    "month": 2_629_746.0, "months": 2_629_746.0,  # a twelfth of the mean Gregorian year
    "year": 31_556_952.0, "years": 31_556_952.0, "decade": 315_569_520.0, "decades": 315_569_520.0,
}  # fmt: skip
_AREA = {"acre": 4046.8564224, "acres": 4046.8564224, "hectare": 10_000.0, "hectares": 10_000.0}
_VOLUME = {"litre": 1.0, "litres": 1.0, "liter": 1.0, "liters": 1.0, "gallon": 3.785411784, "gallons": 3.785411784,
           "barrel": 158.987294928, "barrels": 158.987294928}  # fmt: skip
_SPEED = {"mph": 1.609344, "kph": 1.0, "km/h": 1.0, "kmh": 1.0, "knot": 1.852, "knots": 1.852}
_POWER = {"watts": 1.0, "kilowatts": 1e3, "megawatts": 1e6, "megawatt": 1e6, "mw": 1e6, "gigawatts": 1e9}
CURRENCY_SIGNS = {"$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW", "₺": "TRY"}
# "pounds" is money or mass: money when written behind a scale word, else undecided and kept as a unit of its own.
_CURRENCY_WORDS = {
    "dollar": "USD", "dollars": "USD", "euro": "EUR", "euros": "EUR", "yen": "JPY", "rupee": "INR", "rupees": "INR",
    "sterling": "GBP", "yuan": "CNY", "ruble": "RUB", "rubles": "RUB", "rouble": "RUB", "roubles": "RUB",
    "cents": "cents",
    "pound": "pound", "pounds": "pound", "usd": "USD", "eur": "EUR", "gbp": "GBP", "francs": "CHF",
    "pesos": "peso", "won": "",
}  # fmt: skip

UNITS: dict[str, tuple[str, float]] = {}
for _base, _table in (
    ("m", _LENGTH), ("kg", _MASS), ("s", _TIME), ("m2", _AREA), ("l", _VOLUME), ("km/h", _SPEED), ("W", _POWER),
):  # fmt: skip
    for _word, _factor in _table.items():
        UNITS[_word] = (_base, _factor)
for _word, _code in _CURRENCY_WORDS.items():
    if _code:
        UNITS[_word] = (_code, 1.0)
# Words that are units only when they stand straight behind digits or behind a hyphen ("5 m" is rarely written; "in"
# never).
_ONLY_JOINED = frozenset({"m", "mi", "mw"})
_SINGULAR = frozenset(
    {"second", "pound", "foot", "yard", "night"}
)  # also other words, unless one is meant or a hyphen joins


def unit_at(words: Words, index: int, *, one: bool) -> tuple[str, float, int] | None:
    """Return (base unit, factor, index after it) of the unit written at `index`; `one`: the number before it is one."""
    word = words.at(index)
    if not word:
        return None
    hyphen = word == "-" and words.joined(index) and words.joined(index + 1)
    if hyphen:
        index += 1
        word = words.at(index)
    if word == "%":
        return "percent", 1.0, index + 1
    if word in ("percent", "pc", "per", "percentage"):
        return _percent(words, index)
    if word in ("c", "f") and words.joined(index):
        return f"°{word.upper()}", 1.0, index + 1
    if word in ("°", "º", "degrees", "degree"):
        return _temperature(words, index)
    if word in ("square", "sq", "cubic"):
        found = _LENGTH.get(words.at(index + 1).rstrip("."))
        power = 3 if word == "cubic" else 2
        return (f"m{power}", found**power, index + 2) if found is not None else None
    if word in ("us", "canadian", "australian", "hong", "singapore") and words.at(index + 1) == "dollars":
        return ("USD" if word == "us" else f"{word} dollar"), 1.0, index + 2
    found_unit = UNITS.get(word)
    if found_unit is None:
        return None
    if word in _ONLY_JOINED and not (hyphen or words.joined(index)):
        return None
    if word in _SINGULAR and not (hyphen or one):
        return None
    base, factor = found_unit
    end = index + 1
    if base == "m" and words.at(end) == "per" and words.at(end + 1) in ("hour", "second"):
        return "km/h", factor * (0.001 if words.at(end + 1) == "hour" else 3.6), end + 2
    if base == "m" and words.at(end) in ("an", "a") and words.at(end + 1) == "hour":
        return "km/h", factor * 0.001, end + 2
    if base == "m" and words.at(end) == "/" and words.at(end + 1) in ("h", "hr"):
        return "km/h", factor * 0.001, end + 2
    return base, factor, end


def _percent(words: Words, index: int) -> tuple[str, float, int] | None:
    word, after = words.at(index), words.at(index + 1)
    if word == "per":
        return ("percent", 1.0, index + 2) if after == "cent" else None
    if word == "percentage":
        return ("percentage points", 1.0, index + 2) if after in ("point", "points") else None
    if after in ("point", "points"):
        return "percentage points", 1.0, index + 2
    return "percent", 1.0, index + 1


def _temperature(words: Words, index: int) -> tuple[str, float, int] | None:
    """Degrees keep their own scale: Celsius and Fahrenheit are two units here, as a factor alone does not turn one
    into the other."""
    scale = {"c": "°C", "celsius": "°C", "centigrade": "°C", "f": "°F", "fahrenheit": "°F"}.get(words.at(index + 1))
    if scale is not None:
        return scale, 1.0, index + 2
    return "degree", 1.0, index + 1
