"""The web: the chat API, the widget and its sample page."""
