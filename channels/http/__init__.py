"""What the web and the desk share: what they need from outside, refusals, bodies, streams and templates."""
