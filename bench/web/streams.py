"""Event streams of many pages, read by one thread."""

import contextlib
import selectors
import socket
import threading
import time
from typing import Self

COUNT = 500  # of pages that are open at once
LIMIT_SECONDS = 60
OPEN = "open"  # what every stream hears first


def request(port: int, path: str, client: int) -> socket.socket:
    """A connection with a request of this client's, as a proxy hands it on."""
    connection = socket.create_connection(("127.0.0.1", port))
    address = f"192.0.{2 + client // 250}.{1 + client % 250}"
    head = (
        f"GET {path} HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: {address}\r\n\r\n"
    )
    connection.sendall(head.encode())
    return connection


class Streams:
    """Open streams, read for as long as a `with` block lasts."""

    def __init__(self, port: int, hashes: list[str]) -> None:
        self._selector = selectors.DefaultSelector()
        self._heard: dict[int, dict[str, float]] = {}
        self._changed = threading.Condition()
        self._ending = False
        self._connections = [
            request(port, f"/events/{each}", client)
            for client, each in enumerate(hashes)
        ]
        for number, connection in enumerate(self._connections):
            connection.setblocking(False)
            self._selector.register(connection, selectors.EVENT_READ, number)
            self._heard[number] = {}
        self._thread = threading.Thread(target=self._read)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending = True
        self._thread.join()
        self._selector.close()
        for connection in self._connections:
            connection.close()

    def await_open(self) -> None:
        """Returns when each stream has begun."""
        self.await_event(OPEN)

    def await_event(self, name: str) -> list[float]:
        """When each stream first heard an event of this name, by the monotonic clock."""
        with self._changed:
            if not self._changed.wait_for(lambda: self._all(name), LIMIT_SECONDS):
                heard = sum(name in each for each in self._heard.values())
                raise RuntimeError(
                    f"{heard} of {len(self._heard)} streams heard {name}"
                )
            return [each[name] for each in self._heard.values()]

    def _all(self, name: str) -> bool:
        return all(name in each for each in self._heard.values())

    def _read(self) -> None:
        rests = {number: b"" for number in self._heard}
        while not self._ending:
            for key, _ in self._selector.select(timeout=0.1):
                with contextlib.suppress(BlockingIOError):
                    data = key.fileobj.recv(1 << 16)
                    if not data:
                        self._selector.unregister(key.fileobj)
                        continue
                    *lines, rests[key.data] = (rests[key.data] + data).split(b"\n")
                    self._note(key.data, lines)

    def _note(self, number: int, lines: list[bytes]) -> None:
        now = time.monotonic()
        names = [line[7:].decode() for line in lines if line.startswith(b"event: ")]
        if any(line.startswith(b"retry: ") for line in lines):
            names.append(OPEN)
        if names:
            with self._changed:
                for name in names:
                    self._heard[number].setdefault(name, now)
                self._changed.notify()
