"""Rules of meaning, one module per feed: what a well-formed file may still not say."""
