"""SOPs out to and in from BPMN 2.0, in the part of it that government SOPs need."""

from .reading import read_bpmn
from .refusing import BpmnRefused
from .writing import write_bpmn

__all__ = ["BpmnRefused", "read_bpmn", "write_bpmn"]
