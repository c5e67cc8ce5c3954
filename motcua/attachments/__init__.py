"""Files that prove something: known by hash, recognised by content, scanned before anybody opens them."""
