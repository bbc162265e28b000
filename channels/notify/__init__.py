"""Tells mentors that somebody waits: that, and a link; never a word of the talk."""
