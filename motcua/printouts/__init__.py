"""Official forms: what stands on them (pure builders), how they look (typst templates), and the PDF.

The room decides no number and no date; whoever prints passes them in (architecture, 2).
"""
