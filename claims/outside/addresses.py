"""Which addresses may be reached: the public internet's, and those of the networks that somebody allowed."""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

ALLOCATED_V6 = ip_network("2000::/3")  # everything else is local, reserved or not handed out
TRANSLATED = ip_network("64:ff9b::/96")  # RFC 6052: what stands behind a translator, an IPv4 address in its last bits
NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        "168.63.129.16/32",  # a cloud's own service for its virtual machines, at an address that looks public
        "192.0.0.0/24",  # special purposes; older tables of Python call some of it global
        "192.88.99.0/24",  # relays that are no more
        "3fff::/20",  # documentation
    )
)


def may_be_reached(address: Address, allowed: Iterable[Network] = ()) -> bool:
    """Whether this is a public address, or one of the networks that are allowed although they are not."""
    plain = _carried(address)
    return any(plain in network for network in allowed) or _is_public(plain)


def _is_public(address: Address) -> bool:
    if isinstance(address, IPv6Address) and address not in ALLOCATED_V6:
        return False
    # Multicast counts as global in Python's tables.
    return address.is_global and not address.is_multicast and not any(address in network for network in NOT_PUBLIC)


def _carried(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one, where there is one: ::ffff:127.0.0.1 is this machine."""
    if isinstance(address, IPv4Address):
        return address
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
