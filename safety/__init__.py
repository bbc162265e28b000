"""The screen every message passes before anything else: pure, quick, and independent of the engine."""
