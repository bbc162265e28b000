"""The message protocol: what travels between channel, gateway, engine and desk, and the ports it needs."""
