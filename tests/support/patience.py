"""How long a test waits for something to happen before it calls it a fault: long, as machines are busy."""

SECONDS = 180
MILLISECONDS = 1_000 * SECONDS
