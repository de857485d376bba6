"""Measure predictions against gold articles: the benchmark's metric, calibration, mistakes, comparisons, ceilings."""

from quoteattr.evaluate.comparison import compare
from quoteattr.evaluate.matching import Pair, align_all
from quoteattr.evaluate.metric import Metrics, Score, Share, evaluate, metrics_of
from quoteattr.evaluate.mistakes import mistakes_in

__all__ = ["Metrics", "Pair", "Score", "Share", "align_all", "compare", "evaluate", "metrics_of", "mistakes_in"]
