"""The tagger's name in the catalogue of models, and its files; importing this loads nothing."""

TAGGER = "wd14-tagger"
TAGGER_MODEL = "wd-v1-4-moat-tagger-v2.onnx"
TAGGER_LABELS = "wd-v1-4-moat-tagger-v2.csv"
