"""The engine's own pipeline components: mended text, names, vectors, and what is asked."""
