from .mail import MailWish
from .notification import Notification

__all__ = ["MailWish", "Notification"]
