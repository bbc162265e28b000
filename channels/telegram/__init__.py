"""Telegram: updates in through the gateway, stored messages out through the outbox."""
