"""Custom actions: a thin pipeline (`pipeline`) from what was understood to a reply.

`python -m rasa_sdk --actions bot.actions` imports every module of this package; so does `import bot.actions.all`.
"""
