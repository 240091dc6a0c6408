"""Schema changes, in order; applied by storage.migrate."""
