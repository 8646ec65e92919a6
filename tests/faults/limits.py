"""Limits that a process takes upon itself before it begins; each holds for root as well."""

import ctypes
import resource
from collections.abc import Callable

PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2


def little_room(size: int) -> Callable[[], None]:
    """No file may become larger than `size` bytes: to the program that writes, a disk that is full.

    A Python that is limited so is started with -B, or it leaves compiled modules cut off, which are read ever after.
    """
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def obey_modes() -> None:
    """Root gives up the right to pass over the modes of files; anybody else never had it."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
