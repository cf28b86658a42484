"""Tether: run a program that ends when the one that started it is gone, however it went.

Started as a script by `workers.demo.child`: `tether.py PARENT PROGRAM ARGUMENT...`. On Linux the
kernel sends SIGTERM to the program at the death of the parent (of the thread in it that made the
start). Elsewhere there is no such service, and the program simply starts.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
PARENT_GONE = 143


def main(arguments: list[str]) -> None:
    """Become the program; never returns."""
    parent, program = int(arguments[0]), arguments[1]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))
        # It may have died before the kernel was asked.
        if os.getppid() != parent:
            sys.exit(PARENT_GONE)
    os.execv(program, arguments[1:])  # noqa: S606 - the command comes from our own code


if __name__ == "__main__":
    main(sys.argv[1:])
