"""A program that another one started and looks after: it ends when that one is gone."""

import ctypes
import os
import signal
import sys
import threading
import time

#: The environment variable that gives a program the process number of its supervisor.
SUPERVISOR = "KOTOTORI_SUPERVISOR"
_PR_SET_PDEATHSIG = 1


def die_with_supervisor() -> None:
    """Have this process end when the supervisor that started it is gone, however it went. Without one: nothing."""
    supervisor = int(os.environ.get(SUPERVISOR, "0"))
    if not supervisor:
        return
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != supervisor:  # it went before we asked to be told
            sys.exit(0)
    else:
        threading.Thread(target=_watch, args=(supervisor,), daemon=True).start()


def _watch(supervisor: int) -> None:
    while os.getppid() == supervisor:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
