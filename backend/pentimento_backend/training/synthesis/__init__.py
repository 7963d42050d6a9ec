"""Sequences made from finished pictures: four ways to paint one, and the shards they fill."""
