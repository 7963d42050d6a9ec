"""What a layer is for, by its name: painters call their layers after the stages of their work."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

from ..interface import Layer

LayerRole = Literal[
    "ground", "sketch", "line", "flats", "shading", "highlights", "details", "order"
]
"""What a layer holds; "ground" is paper or toned ground, "order" the painter's order mask."""


_WORDS: tuple[tuple[LayerRole, str], ...] = (
    (
        "order",
        """
        pentimento order|painting order|paint order|order mask|order|reihenfolge|malreihenfolge|
        ordre|orden|ordem|ordine|порядок
        """,
    ),
    (
        "sketch",
        """
        sketch(es|y|ing)?|sketchlayer|roughs?|rough sketch|scribbles?|doodles?|thumbnails?|draft|
        under ?drawing|construction( lines?)?|guides?|guidelines?|gesture|pencil(s|led)?|
        roughline|rough lines?|clean sketch|line sketch|sketch lines?|
        skizzen?|vorzeichnung|rohskizze|entwurf|hilfslinien|konstruktion|bleistift|
        croquis|esquisses?|ébauche|brouillon|crayonn[ée]s?|
        bocetos?|borrador|esbozos?|lápiz|
        esboços?|rascunhos?|rafe|
        schizz[oi]|bozz[ae]|abbozz[oi]|matita|
        эскиз[ы]?|набросо?к|наброски|скетч|черновик|карандаш
        """,
    ),
    (
        "line",
        """
        line|lines|linear?ts?|line ?arts?|line ?works?|ink|inks|inked|inking|
        clean ?lines?|final lines?|outlines?|contours?|
        linien|linie|lineart|reinzeichnung|tusche|konturen?|umrisse?|outlines?|
        encrage|encre|lignes?|traits?|contours?|
        líneas?|entintado|tintas?|contornos?|delineado|
        linhas?|arte ?final|traços?|nanquim|
        linee|linea|chine|china|inchiostr[oi]|inchiostrazione|contorn[oi]|
        лайн|лайнарт|линии|линия|линиарт|контуры?|обводка|тушь
        """,
    ),
    (
        "shading",
        """
        shad(e|es|ed|ing|ings|ow|ows)|(cel|cell|soft|core|form|cast|drop) ?shad(e|es|ing|ow|ows)|
        ambient occlusion|ao|occlusion|darks|screentones?|multiply|
        schatten|schattierung(en)?|schattieren|körperschatten|schlagschatten|
        ombres?|ombrages?|
        sombras?|sombreado|sombreamento|
        ombr[ae]|ombreggiatur[ae]|
        тен[ьи]|светотень|затенение
        """,
    ),
    (
        "highlights",
        """
        highlights?|high ?lights?|hi-?lights?|lights?|lighting|speculars?|shine|shines|glow|glows|
        rim ?lights?|reflections?|sparkles?|bloom|catchlights?|whites|
        licht|lichter|glanzlicht(er)?|glanz|spitzlichter|highlight|leuchten|
        lumières?|reflets?|éclats?|rehauts?|brillances?|
        luz|luces|brillos?|reflejos?|iluminación|
        luzes|brilhos?|reflexos?|iluminação|
        luci|luce|lumeggiatur[ae]|riflessi|
        блики?|свет|подсветка|сияние
        """,
    ),
    (
        "flats",
        """
        flats?|flatt(ed|ing)|flat ?colou?rs?|base|bases|base ?colou?rs?|base ?coats?|
        colou?rs?|colou?ring|local ?colou?rs?|fills?|block(ed|ing)?( ?in)?|underpainting|paint|
        flächen?|grundfarben?|farben?|farbflächen|kolorierung|kolorit|flats|untermalung|
        aplats?|couleurs?|colorisation|couleurs? de base|
        colores?( base| planos?)?|planos|colore[ao]do|base de color|
        cor|cores( base| chapadas)?|coloração|pintura|
        colori|colore( base)?|tinte piatte|campiture|
        цвета?|заливка|плашки|базовые цвета|основные цвета|покрас
        """,
    ),
    (
        "ground",
        """
        paper|papers|paper ?texture|ground|toned ground|canvas|imprimatura|
        papier|malgrund|grundierung|leinwand|
        fond de papier|toile|papel|lienzo|imprimación|tela|carta|fondo carta|
        бумага|холст|грунт|подложка
        """,
    ),
    (
        "details",
        """
        details?|detailing|texturing|textures?|patterns?|effects?|fx|final touches|touch ?ups?|
        finish|finishing|polish|overpaint(ing)?|render(ing|ed)?|
        detail|feinheiten|texturen?|muster|effekte?|
        détails?|motifs?|effets?|retouches?|
        detalles?|texturas?|efectos?|retoques?|
        detalhes?|efeitos?|
        dettagli[o]?|effetti|ritocchi|
        детали|деталь|детализация|текстур[аы]|эффекты|рендер
        """,
    ),
)
"""Words of scripts with letters, as patterns that match whole words; in order of precedence."""

_SIGNS: tuple[tuple[LayerRole, str], ...] = (
    ("order", "描く順|描画順|順番|順序|顺序|绘画顺序|繪畫順序|순서"),
    (
        "sketch",
        "下描き|下書き|下描|下書|ラフ|スケッチ|アタリ|あたり|落書き|らくがき|鉛筆|ネーム|素描|"
        "草稿|草图|草圖|速写|速寫|底稿|打稿|铅笔|鉛筆|스케치|러프|밑그림|초안|콘티|연필",
    ),
    (
        "line",
        "線画|線が|せんが|主線|ペン入れ|ペン入|ペン画|清書|輪郭|ライン|実線|"
        "线稿|線稿|线条|線條|勾线|勾線|描线|描線|描边|描邊|轮廓|輪廓|墨线|墨線|"
        "선화|라인|펜선|펜터치|외곽선|먹선",
    ),
    (
        "highlights",
        "ハイライト|光|照り|ツヤ|艶|ライティング|反射|高光|亮部|亮面|受光|하이라이트|빛|광원|반사광|글로우",
    ),
    (
        "shading",
        "光影|影|陰|かげ|カゲ|シャドウ|シャドー|陰影|トーン|阴影|陰影|暗部|暗面|阴|明暗|"
        "그림자|명암|음영|암부|그늘|쉐이딩",
    ),
    (
        "flats",
        "下塗り|下塗|ベタ塗り|ベタ|塗り分け|塗り|色分け|ベース|彩色|着色|着彩|カラー|固有色|色塗り|色|"
        "底色|平涂|平塗|上色|铺色|鋪色|填色|固有色|涂色|塗色|"
        "밑색|채색|컬러|베이스|색칠|색",
    ),
    (
        "details",
        "描き込み|加筆|仕上げ|仕上|ディテール|ディティール|効果|エフェクト|テクスチャ|模様|"
        "细节|細節|刻画|刻畫|细化|細化|纹理|紋理|特效|效果|修饰|修飾|"
        "디테일|세부|묘사|질감|텍스처|효과|이펙트|보정",
    ),
    ("ground", "用紙|紙|下地|キャンバス|地塗り|纸|画布|畫布|底纸|底紙|종이|캔버스|바탕"),
)
"""Words of scripts that write them together; found anywhere, the longest first."""

_MODE_HINTS: dict[str, LayerRole] = {
    "multiply": "shading",
    "burn": "shading",
    "linear_burn": "shading",
    "screen": "highlights",
    "add": "highlights",
    "linear_dodge": "highlights",
    "dodge": "highlights",
}
"""What painters mostly use a blending mode for."""


def layer_role(layers: Sequence[Layer], index: int) -> LayerRole | None:
    """Return what the layer at `index` is for, or None where nothing tells.

    Its own name counts first, then the names of the groups around it from within, then its
    blending mode.
    """
    seen: set[int] = set()
    around: int | None = index
    while around is not None and 0 <= around < len(layers) and around not in seen:
        role = name_role(layers[around].name)
        if role is not None:
            return role
        seen.add(around)
        around = layers[around].parent
    return _MODE_HINTS.get(layers[index].blending_mode)


def name_role(name: str) -> LayerRole | None:
    """Return what a name in one of ten languages calls a layer, or None where it does not."""
    plain = _plain(name)
    for role, pattern in _WORD_PATTERNS:
        if pattern.search(plain):
            return role
    found = _SIGN_PATTERN.search(plain)
    return None if found is None else _ROLE_OF_SIGN[found.group()]


def _plain(name: str) -> str:
    """Return a name in one case and width, with "lineArt", "line_art2" taken apart into words."""
    normal = unicodedata.normalize("NFKC", name)
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", normal)
    return re.sub(r"[\W\d_]+", " ", apart.casefold()).strip()


def _words_pattern(words: str) -> re.Pattern[str]:
    alternatives = "|".join(word.strip() for word in words.split("|"))
    return re.compile(rf"\b(?:{alternatives})\b")


_WORD_PATTERNS: tuple[tuple[LayerRole, re.Pattern[str]], ...] = tuple(
    (role, _words_pattern(words)) for role, words in _WORDS
)
_ROLE_OF_SIGN: dict[str, LayerRole] = {
    sign: role for role, signs in reversed(_SIGNS) for sign in map(_plain, signs.split("|"))
}
_SIGN_PATTERN = re.compile("|".join(sorted(_ROLE_OF_SIGN, key=len, reverse=True)))
