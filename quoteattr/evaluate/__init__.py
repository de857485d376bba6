"""Measure predictions against gold articles: the benchmark's metric, calibration, errors, comparisons."""

from quoteattr.evaluate.compare import compare
from quoteattr.evaluate.errors import errors
from quoteattr.evaluate.matching import Pair, align
from quoteattr.evaluate.metric import Report, Score, Share, evaluate

__all__ = ["Pair", "Report", "Score", "Share", "align", "compare", "errors", "evaluate"]
