"""Run one command and tell what it cost. A program of its own, run bare (`python -I -S launch.py`).

Linux counts, in a child's peak memory, what its parent held when it started it; this parent holds next to nothing.
Arguments: a file for the command's output, then the command. Prints wall seconds, processor seconds, peak memory and status.
"""

import os
import sys
import time

UNIT = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes on macOS, kilobytes on Linux


def main() -> None:
    """Run it and print one line."""
    output, *command = sys.argv[1:]
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    redirect = [
        (os.POSIX_SPAWN_OPEN, 1, output, flags, 0o600),
        (os.POSIX_SPAWN_OPEN, 2, f"{output}.err", flags, 0o600),
    ]
    begun = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=redirect)
    _child, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - begun
    print(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * UNIT, os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
