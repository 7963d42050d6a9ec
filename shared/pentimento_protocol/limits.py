"""Stated limits of the protocol; every one of them is enforced and tested."""

from __future__ import annotations

MAX_IMAGE_PIXELS = 80_000_000
"""Largest canvas area, in pixels (a 6000x8000 canvas has 48 million)."""

MAX_IMAGE_SIDE = 20_000
"""Largest width or height of a canvas, in pixels."""

MAX_PAYLOAD_BYTES = MAX_IMAGE_PIXELS * 4 + 1_000_000
"""Largest single payload: an incompressible canvas of the largest area and zlib's overhead."""

MAX_SUBMIT_BYTES = 2_000_000_000
"""Largest sum of the payloads of one submission."""

MAX_HEADER_BYTES = 1_000_000
"""Largest JSON header."""

MAX_LAYERS = 500
MAX_GIVENS = 64
MAX_PAYLOADS = MAX_LAYERS + 2 * MAX_GIVENS + 1
"""A picture for every layer, picture and mask for every given, and the order wish."""

MAX_FRAMES = 1000
MAX_OPTIONS = 64
MAX_TEXT = 4000
MAX_NAME = 256
MAX_SEED = 2**63 - 1
MAX_INTEGER = 2**63 - 1
"""Largest size of a whole number; JSON knows none, data bases and arrays do."""

MAX_BY_PRODUCT_BYTES = 100_000_000
"""Largest by-product of a job (a packed stroke list takes some 10 million)."""

MAX_BY_PRODUCTS = 8
"""By-products of one job."""

MAX_BY_PRODUCT_NAME = 64
"""Characters in the name of a by-product."""

MAX_QUEUED_JOBS = 64
"""Jobs that may wait or run at a time."""

MAX_SESSIONS = 32
"""Clients that may be connected at a time."""

MAX_FOLLOWED_JOBS = 64
"""Jobs one client may follow at a time."""

MAX_ERRANDS = 4
"""Errands (about models, exports, learning) that may run at a time."""

MAX_ERRAND_PREVIEW_BYTES = 4_000_000
"""Largest preview of a style that is learnt."""

MAX_PATH = 4000
"""Characters in the path of a file or folder."""

MAX_FRAME_RATE = 60.0
"""Most frames a second of an exported video."""

MAX_STYLE_NAME = 64
"""Characters in the name of a style that is learnt."""

MAX_RECORDINGS = 1000
"""Recordings that one style is learnt from."""

MESSAGES_PER_SECOND = 200
"""Sustained message rate of one client; short bursts of twice that pass."""

FRAMES_IN_FLIGHT = 3
"""Frames of a job on their way to a client that it has not yet acknowledged."""

HEARTBEAT_INTERVAL = 1.0
"""Seconds between two heartbeats."""

HEARTBEAT_PATIENCE = 4.0
"""Seconds of silence after which the other side counts as gone."""
