"""Where the monitor may go: the public web, and what the settings open for their own hosts."""

from ipaddress import ip_address

import pytest

from monitor.fetching.addresses import ForbiddenAddressError, Way, embedded, is_public, openings

LOOPBACK = openings(["127.0.0.0/8"])


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1::1", "8.8.8.8", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(embedded(ip_address(address)))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.5.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:53aa:64c::1",
        "fe80::1",
        "fec0::1",
        "fc00::1",
        "fd12:3456::1",
        "ff02::1",
        "2001:db8::1",
    ],
)
def test_addresses_that_are_not_on_the_public_internet_are_refused(address: str) -> None:
    with pytest.raises(ForbiddenAddressError, match="no public address"):
        Way().check("host.example", ip_address(address), 443)


def test_an_opened_network_is_open_to_its_own_host_only() -> None:
    Way(openings=LOOPBACK, own=True).check("127.0.0.1", ip_address("127.0.0.1"), 8700)
    with pytest.raises(ForbiddenAddressError):
        Way(openings=LOOPBACK, own=False).check("127.0.0.1", ip_address("127.0.0.1"), 8700)


def test_an_opening_with_a_port_opens_no_other() -> None:
    way = Way(openings=openings(["10.1.2.3/32:8443"]), own=True)
    way.check("hook", ip_address("10.1.2.3"), 8443)
    for address, port in (("10.1.2.3", 443), ("10.1.2.4", 8443)):
        with pytest.raises(ForbiddenAddressError):
            way.check("hook", ip_address(address), port)


def test_a_mapped_address_is_opened_like_the_one_it_maps() -> None:
    Way(openings=LOOPBACK, own=True).check("x", ip_address("::ffff:127.0.0.1"), 80)


def test_only_the_ports_of_the_web_are_asked() -> None:
    Way().check("x", ip_address("8.8.8.8"), 443)
    with pytest.raises(ForbiddenAddressError, match="port 22"):
        Way().check("x", ip_address("8.8.8.8"), 22)


def test_plain_http_to_a_channel_stays_inside_the_opened_networks() -> None:
    way = Way(openings=LOOPBACK, own=True, only_opened=True)
    way.check("127.0.0.1", ip_address("127.0.0.1"), 9000)
    with pytest.raises(ForbiddenAddressError, match="plain http"):
        way.check("hook.example", ip_address("8.8.8.8"), 80)


@pytest.mark.parametrize(
    "host", ["localhost", "printer", "x.local", "x.localhost", "2130706433", "0x7f000001", "127.1", "10.0.0.1", "::1"]
)
def test_behind_a_proxy_names_that_show_a_private_place_are_refused(host: str) -> None:
    with pytest.raises(ForbiddenAddressError):
        Way().check_name(host, 443)


def test_behind_a_proxy_public_names_pass() -> None:
    Way().check_name("reports.ofsted.gov.uk", 443)


@pytest.mark.parametrize(
    ("text", "network", "port"),
    [
        ("127.0.0.0/8", "127.0.0.0/8", None),
        ("10.1.2.3/32:8443", "10.1.2.3/32", 8443),
        ("fd00::/8", "fd00::/8", None),
        ("[fd00::]/8:443", "fd00::/8", 443),
        ("10.0.0.1", "10.0.0.1/32", None),
    ],
)
def test_the_settings_forms_of_a_network_are_read(text: str, network: str, port: int | None) -> None:
    (opening,) = openings([text])
    assert (str(opening.network), opening.port) == (network, port)
