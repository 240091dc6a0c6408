"""Telegram: one bot, by webhook, or by long polling where there is no public URL."""
