"""Decides which proposals of the rules are quotations."""
