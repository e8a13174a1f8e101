"""Which addresses are fetched: none that leads into this machine or its network, however it is written or answered."""

import ipaddress
from collections.abc import Iterator

import pytest

from summarizer.errors import InputError
from summarizer.web.addresses import Address, check_address, is_public
from summarizer.web.fetching import Web
from tests.faults import Reply
from tests.websites import TRAIN_PAGE, Site, own, page, resolver


@pytest.fixture
def site() -> Iterator[Site]:
    """Return a site with one article."""
    with Site({"/article": page(TRAIN_PAGE)}) as running:
        yield running


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1", "0x7f000001", "2130706433", "017700000001"],  # noqa: S104
)
def test_this_machine_is_refused(site: Site, address: str) -> None:
    """However this machine is written, nothing is sent to it unless that is allowed."""
    with pytest.raises(InputError) as caught:
        Web().get(f"http://{address}:{site.port}/article")
    assert site.visits == []
    assert "leads into" in str(caught.value) or "no such host" in str(caught.value)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07::1", True),
        ("64:ff9b::5db8:d70e", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("2002:a00:1::1", False),
        ("::ffff:192.168.1.1", False),
        ("fec0::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
    ],
)
def test_what_is_public(address: str, *, public: bool) -> None:
    """Private, loopback, link-local, shared, reserved and multicast addresses are not, wrapped in IPv6 neither."""
    assert is_public(ipaddress.ip_address(address)) is public


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://a.example/b", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http://", "no address"),
        ("http://a.example:0/", "no address"),
        ("http://a.example:99999/", "no address"),
        ("http://a b.example/", "no address"),
        ("http://[::1", "no address"),
        ("https://user:secret@a.example/", "password"),
        ("https://a.example/" + "x" * 5_000, "no address"),
        ("https://a.example/\nHost: b.example", "no address"),
    ],
)
def test_what_is_no_address_is_refused(address: str, words: str) -> None:
    """Other schemes, broken addresses and passwords are refused before anything is sent, on one short line."""
    with pytest.raises(InputError, match=words) as caught:
        check_address(address)
    assert len(str(caught.value)) < 300
    assert "secret" not in str(caught.value)


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site) -> None:
    """A name is resolved once: a second answer of its name server, inside the network, is never asked for."""
    asked = []

    def find(host: str, _port: int) -> list[Address]:
        asked.append(host)
        return [ipaddress.ip_address("127.0.0.1" if len(asked) == 1 else "127.0.0.2")]

    own(find=find).get(f"http://news.example:{site.port}/article")
    assert asked == ["news.example"]
    assert site.visits[0].headers["host"] == f"news.example:{site.port}"


def test_a_name_that_leads_inside_is_refused(site: Site) -> None:
    """It is the address behind a name that counts, and one bad address among several is enough."""
    with pytest.raises(InputError, match=r"news.example: leads into this machine \(127.0.0.1\)") as caught:
        Web(find=resolver("127.0.0.1")).get(f"http://news.example:{site.port}/article")
    assert "--allow-private" in str(caught.value.hint)
    both = [ipaddress.ip_address("93.184.215.14"), ipaddress.ip_address("10.0.0.1")]
    with pytest.raises(InputError, match="a private network"):
        Web(find=lambda _host, _port: both).get(f"http://news.example:{site.port}/article")
    assert site.visits == []


def test_redirects_are_followed_and_checked(site: Site) -> None:
    """A redirect is followed to its end, which is the article's address; one that leads elsewhere than http(s) is not."""
    site.pages["/old"] = Reply(raw=b"", status=301, headers={"location": "/older"})
    site.pages["/older"] = Reply(raw=b"", status=302, headers={"location": f"{site.url}/article"})
    assert own().get(f"{site.url}/old").url == f"{site.url}/article"
    for place in ("file:///etc/passwd", "gopher://127.0.0.1/", "http://a:b@127.0.0.1/", ""):
        site.pages["/away"] = Reply(raw=b"", status=302, headers={"location": place})
        with pytest.raises(InputError, match="/away: "):
            own().get(f"{site.url}/away")


def test_a_redirect_into_the_network_is_refused(site: Site) -> None:
    """Every stop is resolved and checked like the first one."""
    with Site({"/": page(TRAIN_PAGE)}) as inner:
        site.pages["/away"] = Reply(raw=b"", status=302, headers={"location": f"http://inner.example:{inner.port}/"})

        def find(_host: str, _port: int) -> list[Address]:
            # The first stop stands for the open internet; from the second on the network is closed.
            web.allow_private = False
            return [ipaddress.ip_address("127.0.0.1")]

        web = own(find=find)
        with pytest.raises(InputError, match=r"inner\.example: leads into this machine"):
            web.get(f"http://outer.example:{site.port}/away")
        assert (site.visited(), inner.visits) == (["/away"], [])


def test_redirects_without_end_are_ended(site: Site) -> None:
    """A circle costs six requests and one line."""
    site.pages["/round"] = Reply(raw=b"", status=302, headers={"location": "/round"})
    with pytest.raises(InputError, match="more than 5 redirects"):
        own().get(f"{site.url}/round")
    assert len(site.visits) <= 7
