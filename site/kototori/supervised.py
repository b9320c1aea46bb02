"""The exit of a supervised process together with its supervisor, for the worker, the ticker and the web server."""

import ctypes
import os
import signal
import sys
import threading
import time

#: The environment variable with the process id of the supervisor.
SUPERVISOR = "KOTOTORI_SUPERVISOR"
_PR_SET_PDEATHSIG = 1


def die_with_supervisor() -> None:
    """End this process when its supervisor is gone, even if that was killed. Do nothing without a supervisor."""
    supervisor = int(os.environ.get(SUPERVISOR, "0"))
    if not supervisor:
        return
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != supervisor:  # it was gone before prctl
            sys.exit(0)
    else:
        threading.Thread(target=_watch, args=(supervisor,), daemon=True).start()


def _watch(supervisor: int) -> None:
    while os.getppid() == supervisor:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
