"""ProcessPainter: a text-to-video diffusion model whose frames are the states of one painting.

Stable Diffusion 1.5 with temporal attention in every block (AnimateDiff), and a reference network
(SparseCtrl) that conditions it on chosen frames. https://arxiv.org/abs/2406.06062
"""
