"""The canvas on the sheet that a model sees: whole, undistorted, and back at canvas size."""

from __future__ import annotations

import numpy as np
import pytest

from pentimento_backend.engines.interface import UnpaintableRequest
from pentimento_backend.engines.model_work.sheet import fitted_sheet
from pentimento_backend.engines.paints_undo.pictures import BUCKETS
from pentimento_backend.engines.paints_undo.sheet import bucket_sheet

SIZES = [(512, 640), (1024, 1024), (2480, 3508), (1600, 500), (300, 900), (17, 29)]


def _canvas(width, height, alpha=255):
    rows, columns = np.mgrid[0:height, 0:width]
    colours = [rows * 255 // height, columns * 255 // width, (rows + columns) % 256]
    return np.dstack([*colours, np.full_like(rows, alpha)]).astype(np.uint8)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_sheets_hold_the_whole_canvas_in_its_shape(width, height):
    for sheet in (fitted_sheet(width, height, 640), bucket_sheet(width, height)):
        assert sheet.height % 64 == 0 and sheet.width % 64 == 0
        shape = sheet.inner_width / sheet.inner_height
        assert shape == pytest.approx(width / height, rel=0.02)
        assert sheet.inner_width == sheet.width or sheet.inner_height == sheet.height
    assert (sheet.height, sheet.width) in BUCKETS


def test_the_published_default_size_is_met():
    sheet = fitted_sheet(1024, 1280, 640)
    assert (sheet.width, sheet.height) == (512, 640)
    assert (sheet.top, sheet.left) == (0, 0)


def test_paper_around_the_canvas_is_white():
    laid = bucket_sheet(900, 300).lay(_canvas(900, 300) // 2 | np.uint8([0, 0, 0, 255]))
    assert (laid[:8] == 255).all() and (laid[-8:] == 255).all()
    assert (laid[160] < 255).all()


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_a_picture_left_as_it_was_gives_the_canvas_back(width, height):
    canvas = _canvas(width, height)
    sheet = fitted_sheet(width, height, 640)
    assert np.array_equal(sheet.take(sheet.lay(canvas), canvas), canvas)


def test_transparent_surroundings_stay_transparent():
    canvas = _canvas(640, 640, alpha=0)
    canvas[200:400, 200:400, 3] = 255
    sheet = fitted_sheet(640, 640, 640)
    blank = sheet.take(sheet.blank(), canvas)
    assert not blank[:150, :, 3].any()
    line = sheet.blank()
    line[100:104] = 0
    drawn = sheet.take(line, canvas)
    assert (drawn[101, :, 3] == 255).all() and not drawn[101, :, :3].any()


def test_a_thread_of_a_canvas_is_refused_in_a_sentence():
    with pytest.raises(UnpaintableRequest, match="too thin"):
        bucket_sheet(4000, 200)
