"""Providers on this machine that sign, retry and fail as each provider's page says (docs/decisions/0007)."""
