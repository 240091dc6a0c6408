"""The web process: webhooks, health, pages; it thinks nothing and sends nothing."""
