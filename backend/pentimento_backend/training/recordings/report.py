"""What became of a recording, in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Report:
    """Counts of frames: `seen` of all, and what was left out of them, and why.

    `area` tells where the canvas was found, "" where it was all of the picture. `mirrored` frames
    were turned back and `zoomed` ones laid where they belong, not left out; some were both.
    """

    name: str
    seen: int
    damaged: int
    other_size: int
    elsewhere: int
    mirrored: int
    zoomed: int
    idle: int
    undone: int
    states: int
    area: str

    def sentences(self, frames: int) -> list[str]:
        """Return the report, a line for each thing that was done."""
        told = [
            (self.damaged, "could not be read"),
            (self.other_size, "had other proportions than the finish"),
            (self.elsewhere, "showed the canvas so that it was not found again"),
            (self.idle, "showed nothing new"),
            (self.undone, "were taken back by undo"),
        ]
        lines = [f"{self.name}: {_frames(self.seen)} looked at."]
        if self.area:
            lines.append(f"  The canvas was found at {self.area}; what is around it was cut off.")
        lines += [f"  {_frames(count)} left out: they {why}." for count, why in told if count]
        if self.mirrored:
            lines.append(f"  {_frames(self.mirrored)} showed the canvas mirrored: turned back.")
        if self.zoomed:
            lines.append(
                f"  {_frames(self.zoomed)} showed a part of the canvas, zoomed or moved: laid "
                "where it belongs."
            )
        lines.append(f"  {self.states} states of the painting are left; {frames} were chosen.")
        return lines


def _frames(count: int) -> str:
    return "1 frame" if count == 1 else f"{count} frames"
