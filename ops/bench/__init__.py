"""The measurements of the README's performance table."""
