"""What holds for all tests."""

from __future__ import annotations

import os
import signal

# Test files run side by side: a library that takes every core for itself mostly waits for the
# others. Processes that tests start inherit it.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# Some programs start the tests with Ctrl-C switched off, as a shell does with what it runs in the
# background. Processes that tests start would inherit that, too, and some are ended by Ctrl-C.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
