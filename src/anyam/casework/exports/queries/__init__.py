from .listing import count_waiting, find_exports, get_export

__all__ = ["count_waiting", "find_exports", "get_export"]
