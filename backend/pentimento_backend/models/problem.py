"""What can go wrong with a model, told in one sentence for painters."""

from __future__ import annotations

from typing import ClassVar


class ModelProblem(Exception):
    """A model cannot be had, read or run; the text is one sentence that says what to do.

    `code` names the kind of trouble to programs (see the protocol's JobEnded and ErrandEnded), ""
    where there is no name for it.
    """

    code: ClassVar[str] = ""


class ModelsMissing(ModelProblem):
    """A model is not on this machine yet."""

    code = "models-missing"


class MemoryShort(ModelProblem):
    """The device has too little free memory for the model."""

    code = "out-of-memory"


class DiskFull(ModelProblem):
    """There is no room on the disk."""

    code = "disk-full"


class CannotWrite(ModelProblem):
    """The disk does not let itself be written."""

    code = "cannot-write"


class NoNetwork(ModelProblem):
    """The place where the model is published cannot be reached."""

    code = "no-network"
