"""PostgreSQL and Valkey, started privately from what is installed.

``stack`` decides from the environment what has to be started and answers with the three URLs that every other
process needs; the modules beside it know one thing each. Nothing here loads Django.
"""


class EngineError(RuntimeError):
    """Something a person has to set right. The message says what happened and what to do; no traceback."""
