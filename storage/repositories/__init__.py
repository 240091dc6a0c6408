"""The ports of casework on PostgreSQL: each takes a session, speaks the domain's words, never commits."""
