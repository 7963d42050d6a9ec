"""The two ways of a process: keyframes alone, or a film through keyframes and givens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain

from ...models.residence import Residence
from ..interface import Frame
from ..model_work.picture import Picture
from ..model_work.previews import Previews
from ..model_work.reckoning import Reckoning
from ..model_work.sheet import Sheet, fitted_sheet
from . import storyboard as boards
from .commission import Commission
from .film import Filming
from .inbetweens import Inbetweener
from .keyframes import KeyframePainter
from .memory_needs import inbetween_stages, keyframe_stages
from .multi_frame.checkpoint import MultiFrameModel
from .reckoning import KEYFRAME_COST, WINDOW_COST
from .sheet import bucket_sheet
from .single_frame.checkpoint import SingleFrameModel
from .storyboard import Key, Storyboard


def keyframes_alone(commission: Commission, model: SingleFrameModel) -> Iterator[Frame]:
    """Yield all frames but the finish, each a keyframe at its own operation step."""
    request, settings = commission.request, commission.settings
    keys = boards.keyframes_alone(request)[request.first_frame : -1]
    sheet = fitted_sheet(request.width, request.height, settings.keyframe_size)
    cost = len(keys) * settings.keyframe_sampling_steps * KEYFRAME_COST
    stages = keyframe_stages(model, sheet, commission.workplace.precision)
    with closing(commission.workplace.residence(stages)) as residence:
        reckoning = Reckoning(commission.studio, cost)
        painted = _keyframes(commission, model, residence, reckoning, sheet, keys)
        for key, picture in zip(keys, painted, strict=True):
            yield Frame(key.step, sheet.take(picture, commission.finish), "keyframe")


def film(
    commission: Commission, single: SingleFrameModel | None, multi: MultiFrameModel
) -> Iterator[Frame]:
    """Yield all frames but the finish: the film through the keys of the commission."""
    request, settings = commission.request, commission.settings
    board = boards.storyboard(boards.keys_of(request, settings), request.frames)
    sheet = bucket_sheet(request.width, request.height, settings.inbetween_size)
    large = fitted_sheet(request.width, request.height, settings.keyframe_size)
    stages = inbetween_stages(multi, sheet, commission.workplace.precision)
    if single is not None:
        stages += keyframe_stages(single, large, commission.workplace.precision)
    with closing(commission.workplace.residence(stages)) as residence:
        reckoning = Reckoning(commission.studio, _cost(commission, board))
        keyframes: Iterator[Picture] = iter(())
        if single is not None:
            made = [key for key in board.keys if key.origin == "keyframe"]
            keyframes = _keyframes(commission, single, residence, reckoning, large, made)
        pictures = [_on_sheet(key, sheet, large, commission, keyframes) for key in board.keys]
        inbetweener = Inbetweener(
            multi,
            residence,
            commission.workplace.precision,
            settings,
            reckoning,
            Previews(commission.studio, sheet),
        )
        yield from _frames(commission, board, Filming(board, pictures, inbetweener), sheet)


def _frames(
    commission: Commission, board: Storyboard, filming: Filming, sheet: Sheet
) -> Iterator[Frame]:
    givens = commission.givens
    shots = board.shots[commission.request.first_frame : -1]
    painted = filming.shoot([shot for shot in shots if shot.step not in givens])
    for shot in shots:
        if shot.step in givens:
            yield Frame(shot.step, givens[shot.step].copy(), "given", origin="given")
            continue
        _, picture = next(painted)
        # what a frame shares with the state that it leads to is that state's own
        toward = givens[max(step for step in givens if step < shot.step)]
        yield Frame(shot.step, sheet.take(picture, toward), "in-between")


def _keyframes(
    commission: Commission,
    model: SingleFrameModel,
    residence: Residence,
    reckoning: Reckoning,
    sheet: Sheet,
    keys: Sequence[Key],
) -> Iterator[Picture]:
    """Yield the pictures, on the sheet, of keys, in order."""
    finish = sheet.lay(commission.finish)
    prompt = commission.prompt(finish)
    painter = KeyframePainter(
        model,
        residence,
        commission.workplace.precision,
        commission.settings,
        prompt,
        reckoning,
        Previews(commission.studio, sheet),
    )
    painted = painter.paint(finish, [key.operation_step for key in keys])
    for picture in chain.from_iterable(painted):
        commission.studio.preview(sheet.inside(picture))
        yield picture


def _on_sheet(
    key: Key, sheet: Sheet, large: Sheet, commission: Commission, keyframes: Iterator[Picture]
) -> Picture:
    """Return a key state on the in-betweens' sheet; keyframes come from the larger sheet."""
    if key.origin == "paper":
        return sheet.blank()
    if key.origin == "given":
        return sheet.lay(commission.givens[key.step])
    return sheet.lay_opaque(large.inside(next(keyframes)))


def _cost(commission: Commission, board: Storyboard) -> float:
    settings = commission.settings
    shots = board.shots[commission.request.first_frame : -1]
    pairs = {shot.pair for shot in shots}
    films = len(pairs)
    if board.divisions > 1:
        films += len({pair // board.divisions for pair in pairs})
    keyframes = sum(key.origin == "keyframe" for key in board.keys)
    return (
        keyframes * settings.keyframe_sampling_steps * KEYFRAME_COST
        + films * settings.video_sampling_steps * WINDOW_COST
    )
