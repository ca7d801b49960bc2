"""SOPs out to and in from BPMN 2.0, in the part of it that government SOPs need."""

from .reading import BpmnRead, Ignored, read_bpmn
from .refusing import BpmnRefused
from .writing import write_bpmn

__all__ = ["BpmnRead", "BpmnRefused", "Ignored", "read_bpmn", "write_bpmn"]
