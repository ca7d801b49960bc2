from .promised_time import PromisedTime
from .work_item import WorkItem, WorkItemSet

__all__ = ["PromisedTime", "WorkItem", "WorkItemSet"]
