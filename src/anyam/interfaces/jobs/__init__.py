"""What runs beside the pages: the worker, the commands, the demo and the supervisor that keeps them up.

The supervisor and the demo's front door are plain Python without Django, so that they cost almost no memory.
"""
