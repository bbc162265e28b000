"""Custom actions: slots and entities in, one call to guidance, response names out.

`python -m rasa_sdk --actions bot.actions` imports every module of this package; so does `import bot.actions.all`.
"""
