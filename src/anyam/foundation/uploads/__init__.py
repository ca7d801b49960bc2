"""Taking in what people upload: judged by its content in a process apart, cleaned, laid down sealed, and handed out.

`examining` and what it calls are pure and run in a process apart: they know neither the database nor the settings.
"""
