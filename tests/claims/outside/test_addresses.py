"""Which addresses are public, in every spelling that hides one that is not."""

from ipaddress import ip_address, ip_network

import pytest

from claims.outside.addresses import may_be_reached


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "1.1.1.1", "2001:4860:4860::8888", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"]
)
def test_public_addresses_may_be_reached(address: str) -> None:
    assert may_be_reached(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254"),
        *("100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.18.0.1", "224.0.0.1"),
        *("239.255.255.250", "240.0.0.1", "255.255.255.255"),
        *("::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::7f00:1"),
        *("2002:7f00:1::1", "2002:a00:1::1", "2001:0:7f00:1::1", "3fff::1"),
    ],
)
def test_what_is_not_the_public_internet_may_not(address: str) -> None:
    assert not may_be_reached(ip_address(address))


def test_a_network_can_be_allowed_by_name_and_no_other_with_it() -> None:
    allowed = [ip_network("10.1.0.0/16")]
    reached = [may_be_reached(ip_address(address), allowed) for address in ("10.1.2.3", "::ffff:10.1.2.3", "10.2.0.1")]
    assert reached == [True, True, False]
