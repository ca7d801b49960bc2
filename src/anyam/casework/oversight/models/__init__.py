from .kept_checkpoint import KeptCheckpoint
from .look_review import LookReview, LookReviewSet

__all__ = ["KeptCheckpoint", "LookReview", "LookReviewSet"]
