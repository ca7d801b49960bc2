from .version import InstrumentVersion

__all__ = ["InstrumentVersion"]
