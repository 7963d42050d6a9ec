"""What holds for all tests."""

from __future__ import annotations

import os

# Test files run side by side: a library that takes every core for itself mostly waits for the
# others. Processes that tests start inherit it.
os.environ.setdefault("OMP_NUM_THREADS", "1")
