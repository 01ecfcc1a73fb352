"""A web address -> its bytes, without letting the address, or a page it leads to, reach into the reader's own network.

The name is resolved once, every address it has is checked, and the connection goes to a checked address itself: a name
server that answers differently the second time gains nothing. Proxies named in the environment are not used, because a
proxy resolves the name again, out of our sight.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin

import certifi
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Timeout, Url, parse_url

from memcon import __version__
from memcon.errors import Refused

MAX_BYTES = 10_000_000
"""Of an answer's body, before and after its content encoding is taken off."""
MAX_SECONDS = 20.0
"""From the first connection to the last byte, redirects included; only the name server's time is its own."""
MAX_REDIRECTS = 5

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ENCODINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_SLICE = 1 << 16
_SHARED = ipaddress.ip_network("100.64.0.0/10")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")

Resolver = Callable[[str, int], tuple[str, ...]]
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: the body without its content encoding, the media type without parameters, the last URL."""

    data: bytes
    media_type: str | None
    url: str


@dataclass(frozen=True, slots=True)
class _Limits:
    """`deadline` in seconds of the monotonic clock."""

    deadline: float
    max_bytes: int

    def left(self) -> float:
        return self.deadline - time.monotonic()


class _RefusedError(Exception):
    """Why the exchange ended; the address it belongs to is added where it is known."""


def resolve(host: str, port: int) -> tuple[str, ...]:
    """List the addresses of `host`, in the system's order."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def fetch(
    url: str,
    *,
    allow_private: bool,
    seconds: float = MAX_SECONDS,
    max_bytes: int = MAX_BYTES,
    resolver: Resolver = resolve,
) -> Fetched:
    """Get `url` (http or https), following up to five redirects, each checked like the first.

    Addresses that are not public are refused unless `allow_private`. Raises Refused with the address given as its name:
    for another scheme, a user name in the address, a name that is not found, a certificate that does not fit, a status
    other than 200, too many redirects, an answer too long, too slow or broken off.
    """
    limits = _Limits(time.monotonic() + seconds, max_bytes)
    here = url
    try:
        for _ in range(MAX_REDIRECTS + 1):
            answer = _get(here, allow_private, resolver, limits)
            if isinstance(answer, Fetched):
                return answer
            here = _next(here, answer)
    except _RefusedError as error:
        where = "" if here == url else f" (redirected to {here})"
        raise Refused(url, f"{error}{where}") from error
    raise Refused(url, f"more than {MAX_REDIRECTS} redirects")


def _next(here: str, location: str) -> str:
    try:
        return urljoin(here, location)
    except ValueError as error:
        raise _RefusedError("redirects to what is no web address") from error


def address_problem(address: str) -> str | None:
    """Say why `address` (IPv4 or IPv6) is not a public one, None if it is.

    An IPv6 address that carries an IPv4 one (mapped, NAT64, 6to4, Teredo) is judged by that one too.
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "not an address"
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    for one in (mapped or found, *_carried(found)):
        if problem := _problem(one):
            return problem
    return None


def _problem(address: _Address) -> str | None:
    kinds = (
        (address.is_unspecified, "unspecified"),
        (address.is_loopback, "loopback"),
        (address.is_link_local, "link-local"),
        (address.is_multicast, "multicast"),
        (address.version == 4 and address in _SHARED, "shared by a carrier"),
        (address.is_private, "private"),
        (address.is_reserved and address not in _NAT64, "reserved"),
        (not address.is_global and address not in _NAT64, "not public"),
    )
    return next((name for applies, name in kinds if applies), None)


def _carried(address: _Address) -> Iterator[_Address]:
    if isinstance(address, ipaddress.IPv4Address):
        return
    last = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address in _NAT64 or address in _COMPATIBLE:
        yield last
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo


def _get(url: str, allow_private: bool, resolver: Resolver, limits: _Limits) -> Fetched | str:
    """Fetch one address: its content, or where it redirects to."""
    parts = _parts(url)
    host = str(parts.host).strip("[]")
    port = parts.port or _PORTS[str(parts.scheme)]
    address = _checked(host, port, allow_private, resolver)
    try:
        with _connected(parts, host, address, port, limits) as connection, _watched(connection, limits):
            return _exchange(connection, parts, url, limits)
    except (HTTPError, OSError, ValueError) as error:
        if limits.left() <= 0:
            raise _RefusedError("no complete answer in time") from error
        raise _RefusedError(f"no answer ({_cause(error)})") from error


def _parts(url: str) -> Url:
    try:
        parts = parse_url(url)
    except LocationParseError as error:
        raise _RefusedError("not a web address") from error
    if parts.scheme not in _PORTS:
        raise _RefusedError("only http and https addresses are fetched")
    if parts.auth is not None:
        raise _RefusedError("holds a user name or password")
    if not parts.host:
        raise _RefusedError("not a web address")
    return parts


def _checked(host: str, port: int, allow_private: bool, resolver: Resolver) -> str:
    """Resolve `host`, once, and return its first address if all of them may be connected to."""
    try:
        addresses = resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise _RefusedError("its host name is not found") from error
    if not addresses:
        raise _RefusedError("its host name is not found")
    for address in addresses:
        if not allow_private and (problem := address_problem(address)):
            at = host if host == str(address) else f"{host} is {address}, which"
            raise _RefusedError(f"{at} is a {problem} address; it is fetched only with --allow-private")
    return addresses[0]


@contextmanager
def _connected(parts: Url, host: str, address: str, port: int, limits: _Limits) -> Iterator[HTTPConnection]:
    """Connect to `address`; TLS is asked for, and its certificate checked, under the name `host`."""
    timeout = Timeout(total=max(limits.left(), 0.001)).connect_timeout
    if parts.scheme == "https":
        connection: HTTPConnection = HTTPSConnection(
            address,
            port,
            timeout=timeout,
            cert_reqs="CERT_REQUIRED",
            ca_certs=certifi.where(),
            server_hostname=host,
            assert_hostname=host,
        )
    else:
        connection = HTTPConnection(address, port, timeout=timeout)
    try:
        connection.connect()
        yield connection
    finally:
        connection.close()


@contextmanager
def _watched(connection: HTTPConnection, limits: _Limits) -> Iterator[None]:
    """Shut the connection down at the deadline: a timeout of the socket begins anew with every byte that drips in."""
    timer = threading.Timer(max(limits.left(), 0), _shut, args=(connection.sock,))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _shut(sock: socket.socket | None) -> None:
    try:
        if sock:
            sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass  # closed already


def _exchange(connection: HTTPConnection, parts: Url, url: str, limits: _Limits) -> Fetched | str:
    headers = {
        "Host": parts.netloc or "",
        "User-Agent": f"memcon/{__version__}",
        "Accept": "text/html, text/plain, */*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    connection.request("GET", parts.request_uri, headers=headers, preload_content=False)
    response = connection.getresponse()
    location = response.headers.get("Location")
    if response.status in _REDIRECTS and location:
        return location
    if response.status != 200:
        raise _RefusedError(f"answered with status {response.status}")
    data = _body(response, limits)
    media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return Fetched(data, media_type or None, url)


def _body(response: BaseHTTPResponse, limits: _Limits) -> bytes:
    if response.headers.get("Content-Encoding", "").strip().lower() not in _ENCODINGS:
        raise _RefusedError("its content encoding was not asked for")
    data = bytearray()
    for piece in response.stream(_SLICE, decode_content=True):
        data += piece
        if len(data) > limits.max_bytes:
            raise _RefusedError(f"longer than {limits.max_bytes:,} bytes")
    # A connection shut at the deadline looks like the end of an answer that gave no length.
    if limits.left() <= 0:
        raise _RefusedError("no complete answer in time")
    return bytes(data)


def _cause(error: Exception) -> str:
    """Name the innermost cause: `CERTIFICATE_VERIFY_FAILED` and the like are in there."""
    while error.__cause__ or error.__context__:
        inner = error.__cause__ or error.__context__
        if not isinstance(inner, Exception):
            break
        error = inner
    reason = getattr(error, "reason", None)
    return reason if isinstance(reason, str) else getattr(error, "strerror", None) or type(error).__name__
