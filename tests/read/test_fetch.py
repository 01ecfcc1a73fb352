"""Fetching from a small server on the loopback address, and the check of addresses."""

from __future__ import annotations

import contextlib
import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memcon.errors import Refused
from memcon.read import fetch as fetching
from memcon.read.fetch import Fetched, Resolver, address_problem, fetch

PAGE = b"<p>Envoys met in the port town.</p>"


class Handler(BaseHTTPRequestHandler):
    """Answers by path; what was asked is kept in `asked`."""

    protocol_version = "HTTP/1.1"
    asked: list[tuple[str, dict[str, str]]] = []  # noqa: RUF012  # one server a test run, read by the tests

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        with contextlib.suppress(OSError):
            getattr(self, self.path.strip("/").partition("?")[0].partition("/")[0] or "page")()

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page(self) -> None:
        self.answer(200, PAGE, Content_Type="Text/HTML; charset=utf-8")

    def bare(self) -> None:
        self.answer(200, PAGE)

    def missing(self) -> None:
        self.answer(404, b"gone")

    def nothing(self) -> None:
        self.answer(204)

    def zipped(self) -> None:
        self.answer(200, gzip.compress(PAGE), Content_Encoding="gzip")

    def exotic(self) -> None:
        self.answer(200, PAGE, Content_Encoding="br")

    def broken_gzip(self) -> None:
        self.answer(200, b"\x1f\x8b\x08" + bytes(40), Content_Encoding="gzip")

    def bomb(self) -> None:
        self.answer(200, gzip.compress(bytes(50_000_000)), Content_Encoding="gzip")

    def chunked_bomb(self) -> None:
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        data = gzip.compress(bytes(50_000_000))
        self.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(data), data))

    def forever(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "10000000000")
        self.end_headers()
        while True:
            self.wfile.write(bytes(100_000))

    def short(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(PAGE)
        self.close_connection = True

    def drip(self) -> None:
        self.send_response(200)
        self.send_header("Connection", "close")
        self.end_headers()
        self.trickle()

    def drip_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        self.trickle()

    def trickle(self) -> None:
        for _ in range(100):
            self.wfile.write(b"x")
            self.wfile.flush()
            time.sleep(0.05)
        self.close_connection = True

    def loop(self) -> None:
        self.answer(302, Location="/loop")

    def hop(self) -> None:
        self.answer(301, Location="/page")

    def hops(self) -> None:
        left = int(self.path.rpartition("/")[2])
        self.answer(307, Location=f"/hops/{left - 1}" if left > 1 else "/page")

    def to(self) -> None:
        self.answer(302, Location=unquote(self.path.partition("?")[2]))

    def nowhere(self) -> None:
        self.answer(302, b"no location")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.daemon_threads = True
    thread = threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def get(url: str, **limits: float) -> Fetched:
    seconds = limits.get("seconds", 10.0)
    return fetch(url, allow_private=True, seconds=seconds, max_bytes=int(limits.get("max_bytes", 1_000_000)))


def reason(url: str, **limits: float) -> str:
    with pytest.raises(Refused) as caught:
        get(url, **limits)
    assert caught.value.name == url
    return caught.value.reason


def test_a_page(server: str) -> None:
    assert get(f"{server}/page") == Fetched(PAGE, "text/html", f"{server}/page")
    assert get(f"{server}/bare").media_type is None
    assert get(server).data == PAGE


def test_what_is_asked(server: str) -> None:
    get(f"{server}/page?q=a%20b")
    path, headers = Handler.asked[-1]
    assert path == "/page?q=a%20b"
    assert headers["Host"] == server.removeprefix("http://")
    assert headers["User-Agent"].startswith("memcon/")
    assert "Cookie" not in headers


def test_content_encoding_is_taken_off(server: str) -> None:
    assert get(f"{server}/zipped").data == PAGE
    assert "content encoding" in reason(f"{server}/exotic")
    assert reason(f"{server}/broken_gzip").startswith("no answer")


def test_redirects_are_followed(server: str) -> None:
    assert get(f"{server}/hop") == Fetched(PAGE, "text/html", f"{server}/page")
    assert get(f"{server}/hops/5").data == PAGE
    assert reason(f"{server}/hops/6") == "more than 5 redirects"
    assert reason(f"{server}/loop") == "more than 5 redirects"


def test_other_statuses_are_refused(server: str) -> None:
    assert reason(f"{server}/missing") == "answered with status 404"
    assert reason(f"{server}/nothing") == "answered with status 204"
    assert reason(f"{server}/nowhere") == "answered with status 302"


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/x", "javascript:1", "data:text/html,x"])
def test_a_redirect_to_another_scheme_is_refused(server: str, target: str) -> None:
    assert "only http and https" in reason(f"{server}/to?{target}")


def test_a_redirect_to_no_address_is_refused(server: str) -> None:
    assert reason(f"{server}/to?http://[") == "redirects to what is no web address"


def test_a_redirect_is_checked_like_the_first_address(server: str) -> None:
    def public(host: str, port: int) -> tuple[str, ...]:
        return (host,)

    assert "user name" in reason(f"{server}/to?http://user:word@127.0.0.1/")
    # Nothing but the check knows that the first host is the test's own; the second is private and is not asked.
    asked = len(Handler.asked)
    with pytest.raises(Refused, match=r"10\.0\.0\.1 is a private address.*redirected"):
        fetch_past_check(f"{server}/to?http://10.0.0.1/", public)
    assert len(Handler.asked) == asked + 1


def fetch_past_check(url: str, resolver: Resolver) -> Fetched:
    """Fetch with private addresses refused, except the loopback address the test server has."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fetching, "address_problem", lambda one: None if one == "127.0.0.1" else address_problem(one))
        return fetch(url, allow_private=False, resolver=resolver)


def test_a_body_without_end_is_cut_short(server: str) -> None:
    assert reason(f"{server}/forever", max_bytes=300_000) == "longer than 300,000 bytes"


@pytest.mark.parametrize("path", ["bomb", "chunked_bomb"])
def test_compressed_bombs_end_at_the_limit(server: str, path: str) -> None:
    assert reason(f"{server}/{path}") == "longer than 1,000,000 bytes"


def test_an_answer_that_breaks_off(server: str) -> None:
    assert reason(f"{server}/short").startswith("no answer")


@pytest.mark.parametrize("path", ["drip", "drip_head"])
def test_a_slow_drip_ends_at_the_deadline(server: str, path: str) -> None:
    assert reason(f"{server}/{path}", seconds=0.4) == "no complete answer in time"


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/hostname", "only http and https"),
        ("ftp://example.org/", "only http and https"),
        ("example.org", "only http and https"),
        ("", "only http and https"),
        ("http://user:word@example.org/", "user name"),
        ("http://user@example.org/", "user name"),
        ("http:///path", "not a web address"),
        ("http://exa mple.org/", "not a web address"),
        ("http://[::1/", "not a web address"),
        ("http://example.org:99999/", "not a web address"),
    ],
)
def test_other_addresses_are_refused(url: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        fetch(url, allow_private=True, resolver=lambda host, port: ())


def test_a_name_without_addresses_is_refused() -> None:
    def failing(host: str, port: int) -> tuple[str, ...]:
        raise OSError

    for resolver in (failing, lambda host, port: ()):
        with pytest.raises(Refused, match="not found"):
            fetch("http://news.example/", allow_private=False, resolver=resolver)


def test_a_name_is_resolved_once_and_the_checked_address_is_asked(server: str) -> None:
    asked: list[tuple[str, int]] = []

    def rebinding(host: str, port: int) -> tuple[str, ...]:
        asked.append((host, port))
        return ("127.0.0.1",) if len(asked) == 1 else ("203.0.113.9",)

    port = server.rpartition(":")[2]
    assert fetch(f"http://news.example:{port}/page", allow_private=True, resolver=rebinding).data == PAGE
    assert asked == [("news.example", int(port))]
    assert Handler.asked[-1][1]["Host"] == f"news.example:{port}"


def test_one_private_address_among_public_ones_is_enough() -> None:
    with pytest.raises(Refused, match=r"192\.168\.1\.1, which is a private address"):
        fetch("http://news.example/", allow_private=False, resolver=lambda host, port: ("93.184.216.34", "192.168.1.1"))


def test_https_asks_for_a_certificate(server: str) -> None:
    # The server speaks no TLS: a handshake that fails, and nothing is sent in the clear.
    asked = len(Handler.asked)
    assert reason(server.replace("http:", "https:")).startswith("no answer")
    assert len(Handler.asked) == asked


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("93.184.216.34", None),
        ("2606:2800:220:1::1", None),
        ("0.0.0.0", "unspecified"),
        ("0.1.2.3", "private"),
        ("127.0.0.1", "loopback"),
        ("127.8.8.8", "loopback"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("192.168.0.1", "private"),
        ("169.254.169.254", "link-local"),
        ("100.64.0.1", "shared by a carrier"),
        ("100.127.255.255", "shared by a carrier"),
        ("224.0.0.1", "multicast"),
        ("240.0.0.1", "private"),
        ("255.255.255.255", "private"),
        ("192.0.2.1", "private"),
        ("198.18.0.1", "private"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("fc00::1", "private"),
        ("fd00:ec2::254", "private"),
        ("ff02::1", "multicast"),
        ("2001:db8::1", "private"),
        # IPv4 inside IPv6: mapped, compatible, NAT64, 6to4
        ("::ffff:127.0.0.1", "loopback"),
        ("::ffff:10.0.0.1", "private"),
        ("::ffff:93.184.216.34", None),
        ("::ffff:169.254.169.254", "link-local"),
        ("::127.0.0.1", "loopback"),
        ("64:ff9b::7f00:1", "loopback"),
        ("64:ff9b::a9fe:a9fe", "link-local"),
        ("64:ff9b::5db8:d822", None),
        ("2002:7f00:1::", "loopback"),
        ("2002:a00:1::", "private"),
        ("news.example", "not an address"),
        ("", "not an address"),
    ],
)
def test_addresses(address: str, problem: str | None) -> None:
    found = address_problem(address)
    # Which of two true words is found first differs between versions of Python; that there is one does not.
    assert (found is None) == (problem is None)
    if problem in {"loopback", "link-local", "multicast", "unspecified", "shared by a carrier"}:
        assert found in {problem, "private", "reserved"}


@settings(deadline=None)
@given(st.ip_addresses())
def test_no_address_that_python_calls_private_passes(address: object) -> None:
    if getattr(address, "is_private", False):
        assert address_problem(str(address))


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_refused_and_never_another_error(text: str) -> None:
    for url in (text, f"http://{text}", f"https://news.example{text}"):
        with pytest.raises(Refused):
            fetch(url, allow_private=False, resolver=lambda host, port: ())
