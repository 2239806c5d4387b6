"""Who asks, as far as a server can tell without accounts: the address that a request comes from."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import Scope

HOUSEHOLD = 64  # bits of an IPv6 address that name a line; whoever has one may take any address behind them (RFC 6177)
NOBODY = "nobody"  # over a socket in a folder there is no address


def visitor_of(scope: Scope) -> str:
    """The name under which a request counts; what a proxy says of it was believed or dropped before, by uvicorn."""
    client = scope.get("client")
    if not client:
        return NOBODY
    try:
        address = ip_address(str(client[0]).partition("%")[0])
    except ValueError:
        return str(client[0])
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ip_network((address, HOUSEHOLD), strict=False))
    return str(address)
