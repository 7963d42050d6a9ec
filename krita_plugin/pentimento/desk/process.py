"""One painting process of a document: what was asked for, its frames, whether it was imported."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Dict, List, Optional, Tuple

from pentimento_protocol.messages import Branch
from pentimento_protocol.wire import OptionValue

from ..document.document_memory import TimelinePlace
from ..frame_label import FrameLabel
from ..link.frame_decoding import FramePicture
from ..link.jobs import ProcessJob
from .engine_choice import PROMPT


@dataclass(eq=False)
class PaintingProcess:
    """A process under way, painted, or on the timeline; several of one document may be all that.

    `task`, `engine` and `options` say what was asked for, as far as it is known: an `engine` of ""
    has not been chosen yet. `parent` is the frame of another process that this one goes on from,
    `given_steps` are the operation steps of what was given. `created` is in seconds since the
    epoch. `proposal` is the prompt that the engine has found by itself.

    `job` is there while the backend is asked for frames, and afterwards to say how that ended.
    `pictures` are small images of the frames that have come in this life of Krita,
    `remembered_labels` what the document knows of them from an earlier one. `layer_names` are those
    of the layers that were sent. `imported` says where on the timeline it is. `position` is the
    frame at the slider; `starred` marks what the painter wants to find again.
    """

    job_id: str
    title: str
    task: str = ""
    engine: str = ""
    seed: int = 0
    options: Dict[str, OptionValue] = field(default_factory=dict)
    parent: Optional[Branch] = None
    given_steps: Tuple[int, ...] = ()
    created: float = field(default_factory=time.time)
    proposal: str = ""
    job: Optional[ProcessJob] = None
    pictures: List[FramePicture] = field(default_factory=list)
    imported: Optional[TimelinePlace] = None
    remembered_labels: Tuple[FrameLabel, ...] = ()
    layer_names: Tuple[str, ...] = ()
    position: int = 0
    starred: bool = False

    @property
    def running(self) -> bool:
        """Whether something is still being done for it."""
        return self.job is not None and self.job.running

    @property
    def prompt(self) -> str:
        """The painter's prompt, "" where there is none."""
        return str(self.options.get(PROMPT, ""))

    @property
    def labels(self) -> List[FrameLabel]:
        """Step, stage and layer of each frame that is known."""
        if len(self.pictures) < len(self.remembered_labels):
            return list(self.remembered_labels)
        return [picture.label for picture in self.pictures]

    def begin(self, job: ProcessJob) -> None:
        """Show the frames that a job brings from now on."""
        self.job = job
        self.pictures = job.pictures
