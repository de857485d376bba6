"""Measure predictions against gold articles: the benchmark's metric, calibration, errors, comparisons."""

from quoteattr.evaluate.compare import compare
from quoteattr.evaluate.listing import errors
from quoteattr.evaluate.matching import Pair, align_all
from quoteattr.evaluate.metric import Report, Score, Share, evaluate, report_of

__all__ = ["Pair", "Report", "Score", "Share", "align_all", "compare", "errors", "evaluate", "report_of"]
