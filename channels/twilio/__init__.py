"""WhatsApp and SMS through Twilio: one account, one adapter, two channels."""
