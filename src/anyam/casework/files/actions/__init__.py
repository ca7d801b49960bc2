from .forgetting import forget_files_of
from .keeping import keep_file
from .originals import open_original
from .restricting import lift_restriction, restrict_file
from .sweeping import sweep_files

__all__ = [
    "forget_files_of",
    "keep_file",
    "lift_restriction",
    "open_original",
    "restrict_file",
    "sweep_files",
]
