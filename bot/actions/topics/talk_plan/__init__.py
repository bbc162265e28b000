"""Preparing a talk with a mentor, a parent or somebody else."""
