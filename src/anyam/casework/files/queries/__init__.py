from .reading import find_files, get_file, open_copy

__all__ = ["find_files", "get_file", "open_copy"]
