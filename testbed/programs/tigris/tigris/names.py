"""Addresses of names: a file's like /etc/hosts, this machine's below localhost, the system's."""

import ipaddress
import socket
from pathlib import Path
from typing import Any


def resolve_with(hosts: Path | None) -> None:
    """Looks names up in that file, which is read anew each time, before asking the system."""
    system = socket.getaddrinfo

    def getaddrinfo(host: Any, *arguments: Any, **options: Any) -> Any:
        found = []
        for address in addresses_of(host, hosts) or [host]:
            found += system(address, *arguments, **options)
        return found

    socket.getaddrinfo = getaddrinfo


def addresses_of(host: Any, hosts: Path | None) -> list[str]:
    if not isinstance(host, str):
        return []
    name = host.lower().rstrip(".")
    found = []
    if hosts and hosts.exists():
        for line in hosts.read_text().splitlines():
            address, *names = line.partition("#")[0].split() or [""]
            if name in (it.lower() for it in names):
                found.append(address)
    if not found and name.endswith(".localhost"):
        return ["127.0.0.1"]
    return found


def is_address(host: str) -> bool:
    """Whether it is an IP address."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
