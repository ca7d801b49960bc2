"""The tags of the component library. Blocks take what stands between them; the rest are one line.

Full list with examples: docs/how-to/add-a-page.md, and the gallery at /pola/.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from ..icons import icon_svg, shape_svg
from ..remaining import remaining

register = template.Library()

_TONES = {
    "success": "success",
    "warning": "warning",
    "error": "danger",
    "danger": "danger",
    "info": "info",
    "debug": "info",
}

# Risk is a word, a shape and a colour: no one of them alone.
_RISKS = {
    "immediate": ("red", "octagon", _("Immediate danger")),
    "high": ("red", "up", _("High risk")),
    "medium": ("yellow", "diamond", _("Medium risk")),
    "low": ("green", "ring", _("Low risk")),
    "unknown": ("", "square", _("Risk not judged yet")),
}

_CAPACITY = {
    "open": ("green", "ring", _("Can take referrals")),
    "limited": ("yellow", "diamond", _("Limited")),
    "full": ("red", "square", _("Full")),
    "stale": ("", "", _("Not updated lately")),
    "": ("", "", _("Capacity not known")),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    return mark_safe(icon_svg(name))  # noqa: S308 (our own constants)


@register.simple_tag
def shape(name: str) -> SafeString:
    return mark_safe(shape_svg(name))  # noqa: S308 (our own constants)


@register.simple_tag
def tag(text: Any, tone: str = "", shape: str = "", icon: str = "") -> SafeString:
    """A small word on a tint: tones red, orange, yellow, green, blue, brand, outline; none is grey."""
    sign = mark_safe(shape_svg(shape) + icon_svg(icon))  # noqa: S308 (our own constants)
    return format_html('<span class="tag {}">{}{}</span>', tone, sign, text)


@register.simple_tag
def risk_tag(level: Any, text: str = "") -> SafeString:
    """Risk in words, shape and colour. Levels: immediate, high, medium, low; anything else is 'not judged yet'."""
    tone, sign, words = _RISKS.get(str(level or ""), _RISKS["unknown"])
    return tag(text or words, tone, shape=sign)


@register.simple_tag
def capacity_tag(state: Any) -> SafeString:
    """A service's capacity: open, limited, full, stale."""
    tone, sign, words = _CAPACITY.get(str(state or ""), _CAPACITY[""])
    return tag(words, tone, shape=sign)


@register.inclusion_tag("components/clock.html")
def clock(due_at: Any, started_at: datetime | None = None) -> dict[str, Any]:
    """The countdown of a promise: a ring that empties and the words beside it."""
    left = remaining(due_at, started_at) if isinstance(due_at, date) else None
    return {"left": left, "due_at": due_at}


@register.filter
def tone(level: Any) -> str:
    """The alert tone for a Django message level tag."""
    return _TONES.get(str(level or ""), "info")


@register.simple_tag
def named_url(name: str, otherwise: str) -> str:
    """The address of a named page, or `otherwise` while that page does not exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return otherwise


@register.simple_tag(takes_context=True)
def with_query(context: Context, **changes: Any) -> str:
    """The current query string with some values changed; an empty value removes its key."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None
    if query is None:
        return ""
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = str(value)
    return f"?{query.urlencode()}"


# --- blocks -----------------------------------------------------------------------------------------------------


@register.simple_block_tag
def card(
    content: str,
    title: Any = "",
    link: str = "",
    link_text: Any = "",
    css: str = "",
    level: int = 2,
    id: str = "",
) -> str:
    """A surface with an optional heading and a link at its right."""
    values = {"title": title, "link": link, "link_text": link_text, "css": css, "level": level, "id": id}
    return render_to_string("components/card.html", {"content": content, **values})


@register.simple_block_tag
def alert(content: str, tone: str = "info", title: Any = "", role: str = "") -> str:
    """A message that stays: info, success, warning, danger."""
    return render_to_string(
        "components/alert.html", {"content": content, "tone": tone, "title": title, "role": role}
    )


@register.simple_block_tag
def danger_panel(content: str, title: Any = "") -> str:
    """Immediate danger: what to do first, with numbers to call."""
    return render_to_string("components/danger_panel.html", {"content": content, "title": title})


@register.simple_block_tag
def page_head(content: str, title: Any, lead: Any = "", eyebrow: Any = "") -> str:
    """The page's h1; the content between stands at the right (buttons)."""
    return render_to_string(
        "components/page_head.html", {"content": content, "title": title, "lead": lead, "eyebrow": eyebrow}
    )


@register.simple_block_tag
def empty(content: str, title: Any) -> str:
    """Nothing here: say why and what can be done."""
    return render_to_string("components/empty.html", {"content": content, "title": title})


@register.simple_block_tag
def more(content: str, summary: Any, is_open: bool = False) -> str:
    """Details behind a line of text."""
    return render_to_string(
        "components/more.html", {"content": content, "summary": summary, "is_open": is_open}
    )


@register.simple_block_tag
def menu(content: str, label: Any, icon: str = "") -> str:
    """A button that opens a short list of links or buttons."""
    return render_to_string("components/menu.html", {"content": content, "label": label, "icon": icon})


@register.simple_block_tag(takes_context=True)
def filter_panel(
    context: Context,
    content: str,
    action: str = "",
    is_open: bool = True,
    target: str = "",
    finds_children: bool = False,
) -> str:
    """A form beside a list; `target` is the id htmx replaces.

    It is sent by GET, unless a child's name may be typed into it: see layouts/typed_words.py.
    """
    values = {"action": action, "is_open": is_open, "target": target}
    values |= (
        {"method": "post", "csrf_token": context.get("csrf_token")} if finds_children else {"method": "get"}
    )
    return render_to_string("components/filter_panel.html", {"content": content, **values})


@register.simple_block_tag
def figure(content: str, title: Any, reading: Any = "", table: Any = None, csv_url: str = "") -> str:
    """A drawing with its reading in words, its table and its CSV. `table` has `.head` and `.rows`."""
    values = {"title": title, "reading": reading, "table": table, "csv_url": csv_url}
    return render_to_string("components/figure.html", {"content": content, **values})


@register.simple_block_tag
def form_section(content: str, title: Any, hint: Any = "") -> str:
    """Fields that belong together, with a legend."""
    return render_to_string(
        "components/form/section.html", {"content": content, "title": title, "hint": hint}
    )


@register.simple_block_tag
def proposal(content: str, level: str, title: Any = "") -> str:
    """A level the rules propose, with the rule shown between the tags. A person decides."""
    return render_to_string("components/proposal.html", {"content": content, "level": level, "title": title})


# --- forms ------------------------------------------------------------------------------------------------------


@register.simple_tag
def field(bound: BoundField | None) -> str:
    """A field with label, hint, error and control: `{% field form.name %}`. A field that is not there is nothing."""
    return bound.as_field_group() if isinstance(bound, BoundField) else ""


@register.inclusion_tag("components/form/error_summary.html")
def error_summary(*shown: forms.BaseForm | forms.BaseFormSet[Any]) -> dict[str, Any]:
    """What is not right yet, in one box above the forms and formsets, each line a link to its field."""
    lines: list[dict[str, Any]] = []
    for part in shown:
        if isinstance(part, forms.BaseFormSet) and part.is_bound:
            lines += [{"text": error, "target": ""} for error in part.non_form_errors()]
            lines += [line for form in part.forms for line in _lines_of(form)]
        elif isinstance(part, forms.BaseForm) and part.is_bound:
            lines += _lines_of(part)
    return {"lines": lines}


@register.simple_tag
def hidden_fields(form: forms.BaseForm) -> SafeString:
    """The form's hidden fields, with the one-time submission number."""
    return mark_safe("".join(str(bound) for bound in form.hidden_fields()))  # noqa: S308 (widgets escape)


@register.inclusion_tag("components/form/formset.html")
def formset(forms_set: forms.BaseFormSet[Any], row_title: Any = "", add_text: Any = "") -> dict[str, Any]:
    """Rows of the same fields with 'add another'; works with and without JavaScript."""
    return {"formset": forms_set, "row_title": row_title, "add_text": add_text}


@register.filter
def is_checkbox(bound: BoundField) -> bool:
    return isinstance(bound.field.widget, forms.CheckboxInput)


def _lines_of(form: forms.BaseForm) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = [{"text": error, "target": ""} for error in form.non_field_errors()]
    for bound in form:
        target = "" if bound.is_hidden else focus_target(bound)
        lines += [{"text": error, "target": target} for error in bound.errors]
    return lines


def focus_target(bound: BoundField) -> str:
    """The id of the element to focus: for a group of choices its first choice."""
    several = isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{bound.auto_id}_0" if several else str(bound.auto_id)
