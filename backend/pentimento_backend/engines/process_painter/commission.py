"""What one painter has asked for, and what follows from it before any model works."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..interface import ProcessRequest, Studio, UnpaintableRequest
from ..model_work.sheet import Sheet
from ..model_work.wording import find_prompt
from ..model_work.workplace import Workplace
from .architecture import ANIMATEDIFF, ANIMATEDIFF_V1, PROCESS_PAINTER, Conventions
from .clip import Clip, clip_of
from .info import ADAPTER, ADAPTER_FILE, BASE_MODEL, FAMILIES
from .low_rank import LoraStrength
from .models import Recipe
from .settings import Settings
from .styles import OWN_STYLE, STYLES

CONVENTIONS: dict[str, Conventions] = dict(
    zip(FAMILIES, (PROCESS_PAINTER, ANIMATEDIFF, ANIMATEDIFF_V1), strict=True)
)


@dataclass(frozen=True)
class Commission:
    """A request with its settings, and the studio to paint it in."""

    request: ProcessRequest
    settings: Settings
    studio: Studio

    @property
    def is_guided(self) -> bool:
        """Whether frames are painted around others: given canvases, or frames painted before."""
        longer = self.request.frames > self.settings.window
        return bool(self.request.givens) or (longer and self.settings.in_betweens)

    @property
    def workplace(self) -> Workplace:
        """Where the models work."""
        return Workplace(self.studio, self.settings.memory_budget)

    def clip(self) -> Clip:
        """Return the clip to paint. Raises UnpaintableRequest."""
        shows_beginning = self.request.task != "complete" or self.settings.show_beginning
        return clip_of(self.request, self.settings.window, shows_beginning=shows_beginning)

    def prompt(self, sheet: Sheet) -> str:
        """Return the painter's prompt, or what the tagger sees in the latest canvas; it is kept."""
        latest = sheet.lay(self.request.givens[-1].image) if self.request.givens else None
        return find_prompt(self.settings.prompt, latest, self.studio)

    def recipe(self) -> Recipe:
        """Return the files that are needed. Raises ModelProblem and UnpaintableRequest."""
        published = self.studio.model(BASE_MODEL)
        own = self.settings.style == OWN_STYLE
        motion, reference = self._own_files() if own else self._files_of_style()
        return Recipe(
            tokenizer=published / "tokenizer",
            base=_present(self.settings.base_model) or published,
            motion=motion,
            reference=reference,
            loras=(*self._adapter(), *self._own_loras()),
            conventions=CONVENTIONS[self.settings.motion_family] if own else PROCESS_PAINTER,
        )

    def _files_of_style(self) -> tuple[Path, Path | None]:
        style = STYLES[self.settings.style]
        if not self.is_guided:
            return self.studio.model(style.model) / style.motion, None
        if style.reference is None:
            guided = ", ".join(name for name, other in STYLES.items() if other.reference)
            raise UnpaintableRequest(
                f"The style {self.settings.style} paints from words alone: for a canvas, and for "
                f"in-betweens, choose one of {guided}."
            )
        folder = self.studio.model(style.model)
        return folder / style.guided_motion, folder / style.reference

    def _own_files(self) -> tuple[Path, Path | None]:
        motion = _present(self.settings.motion_module)
        reference = _present(self.settings.reference_network)
        if motion is None:
            raise UnpaintableRequest(
                "The style 'own' takes a file of yours: name it as your own motion module "
                "(motion_module)."
            )
        if self.is_guided and reference is None:
            raise UnpaintableRequest(
                "The style 'own' needs a reference network to follow a canvas, and for "
                "in-betweens: name its file as your own reference network (reference_network)."
            )
        return motion, reference if self.is_guided else None

    def _own_loras(self) -> tuple[tuple[Path, LoraStrength], ...]:
        for path, _ in self.settings.loras:
            _present(path)
        return self.settings.loras

    def _adapter(self) -> tuple[tuple[Path, LoraStrength], ...]:
        strength = self.settings.adapter_strength
        style = STYLES.get(self.settings.style)
        if strength == 0.0 or not (self.is_guided or (style is not None and style.adapted)):
            return ()
        path = self.studio.model(ADAPTER) / ADAPTER_FILE
        return ((path, LoraStrength(strength, strength)),)


def _present(path: Path | None) -> Path | None:
    """Return the path of a painter's own file. Raises UnpaintableRequest where there is none."""
    # what is relative would be looked for where the backend was started
    if path is not None and not (path.is_absolute() and _is_there(path)):
        raise UnpaintableRequest(f"{path} is not there: name the file with its full path.")
    return path


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name longer than any file can have, a folder that is closed to us
        return False
