"""Teaches the safety screen's model, and reads the sentences it is taught and measured on."""
