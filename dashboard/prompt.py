"""Small answers leave at once.

Streamlit opens its socket in a way that asyncio does not take for TCP, so Nagle's algorithm (RFC 896) stays on: the
second half of a small answer waited 40 milliseconds until the first had been acknowledged.
"""

import os
import socket
from pathlib import Path


def send_at_once() -> int:
    """Turn Nagle's algorithm off for whoever connects to this process, and say for how many sockets that was.

    Where a system has no /dev/fd nothing changes; where an accepted socket does not inherit it (Linux and BSD do),
    neither.
    """
    found = 0
    for path in Path("/dev/fd").iterdir() if Path("/dev/fd").is_dir() else ():
        try:
            own = os.dup(int(path.name))
        except OSError:  # the listing itself, closed by now
            continue
        try:
            with socket.socket(fileno=own) as one:
                internet = one.family in (socket.AF_INET, socket.AF_INET6) and one.type == socket.SOCK_STREAM
                if internet and one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    found += 1
        except OSError:  # not a socket
            os.close(own)
    return found
