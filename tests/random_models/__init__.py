"""Models of the published layouts at reduced size with random weights: fakes at the one edge that
cannot be had in tests, the published weights. What they paint means nothing."""
