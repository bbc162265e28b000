"""Draws what `guidance/pictures` describes: SVG for the web, PNG for Telegram, PDF to print."""
