"""Quotations to look at: a page of HTML for articles, and what a notebook shows."""
