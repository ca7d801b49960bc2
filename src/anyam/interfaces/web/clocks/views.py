"""The times a district promises, with where each comes from."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from anyam.casework.sops import actions, queries
from anyam.casework.sops.choices import PromiseKey, PromiseSource
from anyam.casework.sops.results import PromiseRow
from anyam.foundation.access import Permission
from anyam.foundation.core.working_time import Counting

from ..layouts.perform import form_page, perform
from ..layouts.requests import OfficeRequest
from .forms import PromiseForm


@require_GET
def promised_times(request: OfficeRequest) -> HttpResponse:
    rows = queries.promised_times(request.actor)
    context = {
        "rows": [(row, length(row)) for row in rows],
        "unconfirmed": sum(not row.is_confirmed for row in rows),
        "may_change": request.actor.may(Permission.CHANGE_PROMISED_TIMES),
    }
    return render(request, "clocks/promised_times.html", context)


@require_http_methods(["GET", "POST"])
def change(request: OfficeRequest, key: str) -> HttpResponse:
    if key not in PromiseKey.values:
        raise Http404
    row = queries.get_promise_to_change(request.actor, PromiseKey(key))
    form = PromiseForm(request.POST or None, actor=request.actor, initial=_values(row))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = perform(
            form,
            actions.change_promised_time,
            request.actor,
            key=row.key,
            hours=data["hours"],
            counting=Counting(data["counting"]),
            source=PromiseSource(data["source"]),
            source_note=data["source_note"],
            is_confirmed=data["is_confirmed"],
        )
        if done:
            messages.success(request, _("Saved. Clocks that already run keep their time."))
            return redirect("clocks:promised_times")
    return form_page(request, "clocks/change.html", form, {"row": row, "length": length(row)})


def length(row: PromiseRow) -> str:
    """'at once', '6 hours', '24 working hours', '14 days'."""
    hours = row.hours
    if not hours:
        return _("at once")
    if row.counting is Counting.WORKING:
        return _counted(hours, ngettext("%(n)s working hour", "%(n)s working hours", 1 if hours == 1 else 2))
    if hours >= 48 and hours % 24 == 0:
        return _counted(hours / 24, ngettext("%(n)s day", "%(n)s days", 2))
    return _counted(hours, ngettext("%(n)s hour", "%(n)s hours", 1 if hours == 1 else 2))


def _counted(number: Decimal, words: str) -> str:
    whole = number.to_integral() if number == number.to_integral() else number.normalize()
    return words % {"n": number_format(whole)}


def _values(row: PromiseRow) -> dict[str, object]:
    whole = row.hours.to_integral() if row.hours == row.hours.to_integral() else row.hours
    return {
        "hours": whole,
        "counting": row.counting.value,
        "source": row.source.value,
        "source_note": row.source_note,
        "is_confirmed": row.is_confirmed,
    }
