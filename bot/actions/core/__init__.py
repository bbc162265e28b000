"""What every action stands on: the message in its context, what is remembered, replies, the register of handlers."""
