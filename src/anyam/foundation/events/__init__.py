"""Events: what happened, kept for ever, delivered to whoever must know.

`event` defines a kind, `record` keeps one in the action's transaction, `reacts_to` answers it in a job.
"""
