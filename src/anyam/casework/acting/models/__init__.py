from .choice_made import ChoiceMade, ChoiceMadeSet
from .join_wish import JoinWish, JoinWishSet

__all__ = ["ChoiceMade", "ChoiceMadeSet", "JoinWish", "JoinWishSet"]
