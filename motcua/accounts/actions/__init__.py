"""What can be done to accounts, officers and rights: one act, one file."""
