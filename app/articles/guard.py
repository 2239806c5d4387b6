"""Says which web addresses this server goes to: what is public, and what its owner allows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from app.errors import AddressRefused
from app.settings import Settings

Resolve = Callable[[str, int], Sequence[str]]  # name and port to addresses; raises OSError where there are none
LONGEST = 2_000  # characters; no browser made for people shows more
PORTS = frozenset({80, 443, 8080, 8443})  # what public sites use; others are more often a service than a page
_DEFAULT_PORTS = {"http": 80, "https": 443}
_ODD = re.compile(r"[\x00-\x20\x7f-\xa0\\<>\"{}|^`\u2028\u2029]")
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9_-]{1,63}(?<!-))*\.?")
_NUMERIC = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)\.?")
# Public as Python's tables tell, but no place of a page: relays, and IPv6 addresses that hold an IPv4 one.
_NEVER_4 = (IPv4Network("192.88.99.0/24"), IPv4Network("224.0.0.0/4"), IPv4Network("240.0.0.0/4"))
_PUBLIC_6 = IPv6Network("2000::/3")  # all that was ever given out
_NEVER_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: where to connect to, and what to ask for."""

    scheme: str
    host: str  # ASCII, lower case
    port: int
    path: str  # with its query

    @property
    def address(self) -> str:
        """As it is written."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == _DEFAULT_PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.path}"


@dataclass(frozen=True, slots=True)
class Rules:
    """What the owner of the server allows."""

    on: bool = True
    sites: tuple[str, ...] = ()  # none: all
    networks: tuple[IPv4Network | IPv6Network, ...] = ()  # inside, and allowed


def rules_of(settings: Settings) -> Rules:
    """The rules that the settings make. Raises ValueError where a network is none."""
    sites = tuple(site.strip().lower().strip(".") for site in settings.fetch_sites.split(",") if site.strip())
    networks = tuple(ip_network(network.strip()) for network in settings.fetch_networks.split(",") if network.strip())
    return Rules(settings.fetch, sites, networks)


def target_of(address: str, rules: Rules) -> Target:
    """Take an address apart. Raises AddressRefused for what is not plainly the address of a page on the web."""
    if not rules.on:
        raise AddressRefused("This server fetches no web addresses. Open the page and paste the article.")
    address = address.strip()
    if not address or len(address) > LONGEST or _ODD.search(address):
        raise _no_address()
    if "://" not in address and re.match(r"(?=[^/?#:@]+?\.[^/?#:@])[^/?#:@]+(?::\d+)?(?:[/?#]|$)", address):
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        port = parts.port
        host = _host(parts.hostname or "")
    except ValueError:
        raise _no_address() from None
    if parts.scheme not in _DEFAULT_PORTS:
        raise AddressRefused("Only addresses that begin with https:// or http:// are fetched.")
    if "@" in parts.netloc:
        raise AddressRefused("An address with a name or password in it is not fetched. Give it without.")
    if rules.sites and not any(host == site or host.endswith(f".{site}") for site in rules.sites):
        raise AddressRefused(f"This server fetches only from {', '.join(rules.sites)}. Open the page and paste it.")
    path = re.sub(r"[^\x21-\x7e]", _quoted, parts.path or "/") + (
        "?" + re.sub(r"[^\x21-\x7e]", _quoted, parts.query) if parts.query else ""
    )
    return Target(parts.scheme, host, _DEFAULT_PORTS[parts.scheme] if port is None else port, path)


def checked_addresses(target: Target, rules: Rules, resolve: Resolve) -> tuple[str, ...]:
    """Look the name up, once; all that it leads to. Raises AddressRefused where any of that is not for this server."""
    try:
        found = tuple(dict.fromkeys(resolve(target.host, target.port)))
    except (OSError, UnicodeError):
        found = ()
    if not found:
        raise AddressRefused(f"There is no site called {target.host}. Check the address.")
    for address in found:
        ip = ip_address(address)
        if any(ip in network for network in rules.networks):
            continue
        if not is_public(ip):
            raise AddressRefused(
                f"{target.host} is not a public site. Only public pages are fetched: open it and paste the article."
            )
        if target.port not in PORTS:
            raise AddressRefused(f"Pages at port {target.port} are not fetched. Open it and paste the article.")
    return found


def is_public(ip: IPv4Address | IPv6Address) -> bool:
    """Whether anyone on the internet could go there as well as this server."""
    if isinstance(ip, IPv4Address):
        return ip.is_global and not any(ip in network for network in _NEVER_4)
    return ip.is_global and ip in _PUBLIC_6 and not any(ip in network for network in _NEVER_6)


def _host(host: str) -> str:
    """The host in ASCII. Raises ValueError for what is no name, and for numbers that are not plainly an address."""
    if ":" in host:
        if "%" in host:
            raise ValueError(host)
        return IPv6Address(host).compressed
    name = host.encode("idna").decode("ascii").lower()
    if _NUMERIC.fullmatch(name):
        return str(IPv4Address(name))  # strict: four decimal numbers without leading zeros
    if not _NAME.fullmatch(name) or len(name) > 253:
        raise ValueError(host)
    return name.rstrip(".")


def _quoted(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def _no_address() -> AddressRefused:
    return AddressRefused("This is not a web address. It should look like https://example.org/news/article.")
