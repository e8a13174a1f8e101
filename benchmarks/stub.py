"""A chat endpoint on loopback that answers every request with one reply after a set time, as fast as one process can.

python -m benchmarks.stub REPLY_FILE DELAY_S       prints its base URL and serves until its standard input ends
"""

import asyncio
import sys
from pathlib import Path


class Stub(asyncio.Protocol):
    """One connection: reads whole requests, answers each after the delay."""

    def __init__(self, reply: bytes, delay_s: float) -> None:
        """Take what to answer, and when."""
        self._reply = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n" % len(reply) + reply
        self._delay_s = delay_s
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer once a request is whole."""
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found:
            return
        lengths = [line.partition(b":")[2] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")]
        length = int(lengths[0]) if lengths else 0
        if len(body) >= length:
            del self._received[: len(head) + 4 + length]
            asyncio.get_running_loop().call_later(self._delay_s, self._answer)

    def _answer(self) -> None:
        if self._transport and not self._transport.is_closing():
            self._transport.write(self._reply)


async def serve(reply: bytes, delay_s: float) -> None:
    """Serve until standard input ends."""
    server = await asyncio.get_running_loop().create_server(lambda: Stub(reply, delay_s), "127.0.0.1", 0, backlog=1024)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    await asyncio.to_thread(sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1]).read_bytes(), float(sys.argv[2])))
