"""Results as documents: drafted from templates, signed digitally by the leader, numbered and sealed."""
