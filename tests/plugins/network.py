"""Nothing in a test reaches beyond this machine.

Every connection and every look-up of a name is refused unless it stays on loopback or on a local socket
file. The refusal is an error of its own kind, not an OSError, so that no code under test can take it for
a network that happens to be down and carry on.
"""

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest

LOCAL_NAMES = {None, "", "localhost", b"localhost"}


class NetworkRefused(RuntimeError):
    """A test tried to leave the machine. Bring what it needs into the test."""


def is_local(host: Any) -> bool:
    if host in LOCAL_NAMES:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        address = ipaddress.ip_address(name.split("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _refuse_unless_local(host: Any) -> None:
    if not is_local(host):
        raise NetworkRefused(f"{host!r} is not on this machine")


def _guarded(original: Any) -> Any:
    def connect(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_unless_local(address[0])
        return original(self, address)

    return connect


def _looked_up(original: Any) -> Any:
    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        _refuse_unless_local(host)
        return original(host, *args, **kwargs)

    return getaddrinfo


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", _guarded(socket.socket.connect_ex))
        patch.setattr(socket, "getaddrinfo", _looked_up(socket.getaddrinfo))
        yield
