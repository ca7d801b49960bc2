"""Making documents out of values: every value stays a value, whatever somebody wrote into it."""

from .cells import as_cell
from .locking import locked_paper, locked_sheet, new_passphrase
from .papers import set_paper
from .sheets import set_sheet

__all__ = ["as_cell", "locked_paper", "locked_sheet", "new_passphrase", "set_paper", "set_sheet"]
