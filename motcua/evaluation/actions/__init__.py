"""Acts of evaluation: a slip given, a slip excluded, a reply, a declaration."""
