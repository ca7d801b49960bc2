"""The report form with its children and reported persons, as one thing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.forms.utils import ErrorDict
from django.http import QueryDict

from anyam.casework.cases import actions
from anyam.foundation.access import Actor
from anyam.foundation.core.refusals import Refusal
from anyam.registry.people import queries as people
from anyam.registry.people.results import PersonMatch

from ..components.forms import AnyamForm
from ..components.templatetags.components import focus_target
from .forms import ChildFormSet, ReportedPersonFormSet, ReportForm

MOST_MATCHES = 5


class Intake:
    """The form as it was sent, or an empty one.

    Buttons that add a row, look up a village or look for a known child post the form back without judging it: they
    work without JavaScript, and nothing typed is lost. `is_sent` says that the form is meant to be kept.
    """

    def __init__(self, actor: Actor, data: QueryDict | None) -> None:
        self.actor = actor
        self.report = ReportForm(data, actor=actor)
        self.children = ChildFormSet(data, prefix="children", form_kwargs={"actor": actor})
        self.persons = ReportedPersonFormSet(data, prefix="reported", form_kwargs={"actor": actor})
        self.is_sent = data is not None and not self._asks_for_more(data)
        if data is not None and not self.is_sent:
            self._leave_unjudged()

    @property
    def is_wrong(self) -> bool:
        forms_wrong = any(form.errors for form in self.forms)
        return self.is_sent and (
            forms_wrong or bool(self.children.non_form_errors() or self.persons.non_form_errors())
        )

    @property
    def forms(self) -> list[Any]:
        return [self.report, *self.children.forms, *self.persons.forms]

    @property
    def error_lines(self) -> list[dict[str, str]]:
        """Everything not right yet, in the order of the page, each with its field."""
        lines = [line for form in self.forms for line in _lines_of(form)]
        general = [*self.children.non_form_errors(), *self.persons.non_form_errors()]
        return lines + [{"text": str(error), "target": ""} for error in general]

    @property
    def rows_of_children(self) -> list[tuple[AnyamForm, list[PersonMatch]]]:
        """Each child's form with the known children it may be."""
        return [(form, known_children(self.actor, form)) for form in self.children.forms]

    def is_valid(self) -> bool:
        """All three judged, so that every sentence is shown at once."""
        return all([self.report.is_valid(), self.children.is_valid(), self.persons.is_valid()])

    def take(self) -> UUID | None:
        """The new report's id; None when it was refused, and then the sentence stands where it belongs."""
        children = tuple(form.child() for form in _filled(self.children))
        persons = tuple(form.person() for form in _filled(self.persons))
        wish = self.report.report(children, persons)
        try:
            return actions.take_report(self.actor, report=wish, once=self.report.once)
        except Refusal as refusal:
            self._place(refusal)
            return None

    def _place(self, refusal: Refusal) -> None:
        prefix, _dash, rest = refusal.field.partition("-")
        number, _dash, name = rest.partition("-")
        rows = {"children": _filled(self.children), "reported": _filled(self.persons)}.get(prefix, [])
        if number.isdigit() and int(number) < len(rows):
            form, field = rows[int(number)], name
        else:
            form, field = self.report, {"received_at": "received_time"}.get(refusal.field, refusal.field)
        form.add_error(field if field in form.fields else None, str(refusal.sentence))

    def _asks_for_more(self, data: QueryDict) -> bool:
        wants_row = self.children.wants_row or self.persons.wants_row
        return wants_row or "known" in data or any(form.looking_up for form in self.forms)

    def _leave_unjudged(self) -> None:
        for form in self.forms:
            form._errors = ErrorDict(renderer=form.renderer)
            form.cleaned_data = {}


def known_children(actor: Actor, form: AnyamForm) -> list[PersonMatch]:
    """People already known who may be the child in this row."""
    name, nik = str(form["full_name"].value() or ""), str(form["nik"].value() or "")
    if not form.is_bound or not (name or nik):
        return []
    return people.find_people(actor, name=name[:200], nik=nik[:40], limit=MOST_MATCHES)


def _lines_of(form: Any) -> list[dict[str, str]]:
    lines = [{"text": str(error), "target": ""} for error in form.non_field_errors()]
    for bound in form:
        target = "" if bound.is_hidden else focus_target(bound)
        lines += [{"text": str(error), "target": target} for error in bound.errors]
    return lines


def _filled(rows: Any) -> list[Any]:
    """The rows that say something and were not taken away."""
    return [form for form in rows.forms if form.cleaned_data and form not in rows.deleted_forms]
