"""Acts of issuing: templates kept, results signed, numbered and sealed."""
