"""The worker: wakes up, reads rows, acts, commits; every handler is idempotent (decision 2)."""
