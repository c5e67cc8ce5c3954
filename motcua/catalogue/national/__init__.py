"""The national catalogue as crawled: its run-together tables taken apart, pure and without loss.

How the boundaries are found: docs/algorithms/national-catalogue.md.
"""
