"""Counts over a period, seen at a time: the official form, the published sentence, the lists behind them."""
