"""Who paints: the cores of this machine, or a Ray cluster. Results come in the order asked for."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import wait
from typing import TypeVar

import cv2

from ..sequences import PaintingSequence
from .order import Job
from .painting import Skipped, paint

Result = PaintingSequence | Skipped
Results = Generator[Result, None, None]
Workforce = Callable[[Iterable[Job]], Results]
Promise = TypeVar("Promise")

_AHEAD = 4
"""Jobs for each worker that are given out before the first result is taken."""

_ONE_THREAD: dict[str, str] = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"
)
"""Sums of floats come out the same only when they are split the same way."""


class NoWorkforce(Exception):
    """Nobody can paint, or go on; the text is one sentence that says why and what to do."""


def on_cores(workers: int) -> Workforce:
    """Return the workforce of `workers` processes of this machine.

    It raises NoWorkforce where one of them is killed.
    """

    def work(jobs: Iterable[Job]) -> Results:
        # spawned, not forked: a fork inherits threads' locks, and the parent's thread counts
        context = multiprocessing.get_context("spawn")
        with _environment(_ONE_THREAD):
            pool = ProcessPoolExecutor(workers, context, _prepare_worker)
            try:
                for future in _ahead((_given_out(pool, job) for job in jobs), workers * _AHEAD):
                    yield future.result()
            except BrokenProcessPool:
                raise NoWorkforce(
                    "A process that painted was ended from outside, most often because memory ran "
                    "out: run it again with fewer --workers; what is done is kept."
                ) from None
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    return work


def on_ray(address: str) -> Workforce:
    """Return the workforce of a Ray cluster, or of this machine's own for the address "local".

    All its machines see the pictures under the same path. Raises NoWorkforce.
    """
    try:
        import ray  # noqa: PLC0415 # pyright: ignore[reportMissingImports] - an extra
    except ImportError:
        raise NoWorkforce(
            "Ray is not installed: `pip install pentimento[ray]` adds it, or leave --ray out to "
            "work on this machine's cores."
        ) from None
    try:
        ray.init(address, runtime_env={"env_vars": _ONE_THREAD}, log_to_driver=False)
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise NoWorkforce(f"There is no Ray cluster at {address!r}: {error}") from None
    painter = ray.remote(_paint_in_one_thread)

    def work(jobs: Iterable[Job]) -> Results:
        ahead = _AHEAD * max(1, int(ray.cluster_resources().get("CPU", 1)))
        try:
            for reference in _ahead((painter.remote(job) for job in jobs), ahead):
                yield ray.get(reference)
        finally:
            ray.shutdown()

    return work


def _ahead(given: Iterator[Promise], most: int) -> Iterator[Promise]:
    """Yield what was given out, in order, with `most` of it under way."""
    under_way = deque(islice(given, most))
    while under_way:
        yield under_way.popleft()
        under_way.extend(islice(given, 1))


def _given_out(pool: ProcessPoolExecutor, job: Job) -> Future[Result]:
    """Submit a job. Workers start here, deaf to Ctrl-C from their first moment on."""
    if sys.platform == "win32":
        return pool.submit(paint, job)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(paint, job)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    """Set variables of the environment for the processes that start inside."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _prepare_worker() -> None:
    """Leave Ctrl-C to the parent, and end with it even when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _paint_in_one_thread(job: Job) -> Result:
    cv2.setNumThreads(1)
    return paint(job)
