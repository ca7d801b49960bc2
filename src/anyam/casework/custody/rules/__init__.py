"""What the law means in moments and ages. Pure: no database, no clock of its own."""

from .limits import Figure, Held, doubts, figure_on, limit_of, limit_of_hold, must_be_tried

__all__ = ["Figure", "Held", "doubts", "figure_on", "limit_of", "limit_of_hold", "must_be_tried"]
