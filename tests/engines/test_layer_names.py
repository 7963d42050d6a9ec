"""What layers are for, by names as painters give them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pentimento_backend.documents import read_artwork
from pentimento_backend.engines.interface import Layer
from pentimento_backend.engines.procedural.layer_names import layer_role, name_role

LAYERED = Path(__file__).parents[2].parent / "shared" / "art" / "layered"

NAMES = {
    "order": ["Pentimento order", "ORDER", "Reihenfolge", "順番", "顺序", "순서", "Порядок"],
    "sketch": [
        *("Sketch", "rough 2", "my_sketch", "Clean Sketch", "line sketch", "pencils"),
        *("Skizze", "Vorzeichnung", "Croquis", "esquisse", "Boceto", "Rascunho", "Esboço"),
        *(
            "schizzo",
            "bozza",
            "下描き",
            "ラフ",
            "下書き",
            "草稿",
            "草图",
            "草圖",
            "스케치",
            "набросок",
        ),
    ],
    "line": [
        *("lineart", "Line Art", "LineArt copy 3", "line_art", "Inks", "INK", "outline", "lines"),
        *("Linien", "Reinzeichnung", "Encrage", "Traits", "Líneas", "entintado", "Arte final"),
        *(
            "inchiostro",
            "Linee",
            "線画",
            "ペン入れ",
            "主線",
            "线稿",
            "線稿",
            "勾线",
            "선화",
            "Лайн",
        ),
    ],
    "flats": [
        *("Flats", "flat colors", "Base colour", "Colors", "block-in", "skin base"),
        *("Grundfarben", "Farbe", "aplats", "Couleurs", "Colores planos", "Cores base"),
        *(
            "tinte piatte",
            "下塗り",
            "塗り",
            "ベタ塗り",
            "上色",
            "平涂",
            "底色",
            "밑색",
            "채색",
            "Заливка",
        ),
    ],
    "shading": [
        *("Shading", "cel shading", "Shadow 1", "hair shade", "AO", "soft shadows"),
        *("Schatten", "Schattierung", "Ombres", "ombrage", "Sombras", "sombreado", "Ombre"),
        *("影", "髪の影", "シャドウ", "阴影", "陰影", "光影", "그림자", "명암", "Тени"),
    ],
    "highlights": [
        *("Highlights", "rim light", "Hi-lights", "Glow", "moon light", "Lights"),
        *("Glanzlichter", "Licht", "Lumières", "reflets", "Luces", "Brilhos", "Luci"),
        *("ハイライト", "光", "高光", "亮部", "하이라이트", "Блики"),
    ],
    "details": [
        *("Details", "detail pass", "Textures", "Détails", "Detalles", "Detalhes", "dettagli"),
        *("描き込み", "仕上げ", "细节", "細節", "디테일", "Детали"),
    ],
    "ground": [
        *("Paper", "paper texture", "toned ground", "Papier", "Papel", "Malgrund", "用紙"),
        *("纸", "画布", "종이", "Бумага"),
    ],
}


@pytest.mark.parametrize(
    ("name", "role"), [(name, role) for role, names in NAMES.items() for name in names]
)
def test_names_painters_give(name: str, role: str):
    assert name_role(name) == role


@pytest.mark.parametrize(
    "name",
    [
        *("", "Layer 1", "Ebene 3", "レイヤー 2", "图层 1", "레이어 1", "Слой 4", "Calque 2"),
        *("decline", "Shadrach", "airline", "Colorado", "twilight", "Cinderella", "think"),
        *("Background", "Hintergrund", "New Layer#3", "hair", "Border", "123", "..."),
    ],
)
def test_names_that_tell_nothing(name: str):
    assert name_role(name) is None


def layer(name: str, mode: str = "normal", parent: int | None = None) -> Layer:
    return Layer(name, "paintlayer", True, 1.0, mode, parent=parent)


def test_the_name_of_a_group_counts_where_the_layers_own_says_nothing():
    layers = [
        layer("Lineart"),
        layer("hair", parent=0),
        layer("hair", parent=1),
        layer("影", parent=0),
    ]
    assert [layer_role(layers, index) for index in range(4)] == ["line", "line", "line", "shading"]


def test_a_blending_mode_hints_where_no_name_tells():
    layers = [layer("Layer 1", "multiply"), layer("Layer 2", "add"), layer("Layer 3", "overlay")]
    assert [layer_role(layers, index) for index in range(3)] == ["shading", "highlights", None]
    assert layer_role([layer("Inks", "multiply")], 0) == "line"


def test_groups_that_enclose_each_other_end():
    layers = [layer("a", parent=1), layer("b", parent=0), layer("c", parent=7)]
    assert [layer_role(layers, index) for index in range(3)] == [None, None, None]


def test_names_in_real_documents():
    if not LAYERED.exists():
        pytest.skip(f"no art at {LAYERED}")

    def roles(name: str) -> dict[str, str | None]:
        layers = read_artwork(LAYERED / name).layers
        return {one.name: layer_role(layers, index) for index, one in enumerate(layers)}

    manga = roles("krita_Manga-JpTemplate.kra")
    assert [manga[name] for name in ("Sketch", "Ink", "Color")] == ["sketch", "line", "flats"]
    pumpkins = roles("st_pumpkin_house.ora")
    assert (pumpkins["Glow"], pumpkins["moonlight"]) == ("highlights", "highlights")
    assert (pumpkins["House"], pumpkins["Layer #2"]) == (None, None)
    flower = roles("libkra_example_RGBA.kra")
    assert (flower["petals_outline"], flower["petals"], flower["ground"]) == (
        "line",
        None,
        "ground",
    )
