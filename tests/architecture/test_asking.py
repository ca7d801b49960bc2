"""Every action, query and step takes `actor`, is registered, asks, and every action leaves an event."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

import pytest

from anyam.foundation.access import guard
from tests.architecture.source import (
    Function,
    all_functions,
    app_of,
    domain_apps,
    files,
    module_of,
    parse,
    tree_of,
)

# What an app offers without the guard, and why. Nothing else may stand beside actions and queries.
OFFERED_UNGUARDED = {
    "anyam.casework.acting.queries.tells_who_acts": "registers a function when its app is ready; asks nothing",
    "anyam.casework.facts.queries.tells_of_dossiers": "registers a function when its app is ready; asks nothing",
    "anyam.registry.accounts.queries.actor_for": "makes the actor from the session; there is nobody yet who could ask",
    "anyam.registry.accounts.queries.signed_in": "makes the actor from the session; there is nobody yet who could ask",
    "anyam.registry.accounts.queries.rules_in_force": "says how one signs in; there is nobody yet who could ask",
    "anyam.registry.people.actions.refuse_unless_child": "a pure rule about a date; it reads and changes nothing",
    "anyam.casework.messages.queries.row_of": "turns the app's own row into a result; nobody else has such a row",
}
# What asks, in the end: everything else is followed to one of these.
ASKING = {"require", "require_any", "visible_to", "mark_asked"}
# Actions that leave no event, and why.
WITHOUT_EVENT = {
    "anyam.registry.agreements.actions.papering.sweep_documents": "takes away what no row knows; nothing happened",
    "anyam.casework.files.actions.sweeping.sweep_files": "takes away what no row knows; nothing happened to a case",
    "anyam.casework.oversight.actions.keeping.ask_to_keep_seals": "work without a case; keeping is the event",
    "anyam.casework.oversight.actions.noticing.notice_unusual_looking": "each review it opens is an event",
    "anyam.casework.messages.actions.mailing.mail_digest": "news of events that stand in the story already",
    "anyam.casework.messages.actions.threads.forget_threads_of": "follows the event that the data were destroyed",
    "anyam.casework.messages.actions.threads.settle_agreement_threads": "follows the event that the parties changed",
    "anyam.casework.messages.actions.mailing.mail_notice": "news of an event that stands in the story already",
    "anyam.registry.agencies.actions.loading.load_agency_kinds": "a code list from the program's own data",
    **{
        f"anyam.casework.sops.actions.settling.settle_{what}_work": "work follows an event that stands already"
        for what in ("agreement", "due", "draft", "policy")
    },
    **{
        f"anyam.casework.sops.actions.settling_readiness.settle_{what}_work": "work follows an event that stands"
        for what in ("readiness", "capacity")
    },
}

GUARDS = {"action", "query", "step"}


# --- registered ------------------------------------------------------------------------------------------------------


def offered(app: str) -> dict[str, Callable[..., object]]:
    """The functions that others may call: what the app's `actions` and `queries` list, by full name."""
    found: dict[str, Callable[..., object]] = {}
    for door in ("actions", "queries"):
        if find_spec(f"{app}.{door}"):
            found |= _functions(import_module(f"{app}.{door}"))
    return found


def _functions(module: ModuleType) -> dict[str, Callable[..., object]]:
    listed = getattr(module, "__all__", [name for name in vars(module) if not name.startswith("_")])
    named = {name: getattr(module, name) for name in listed}
    own = module.__name__
    return {
        f"{own}.{name}": thing
        for name, thing in named.items()
        if inspect.isfunction(thing) and thing.__module__.startswith(own)
    }


def unguarded(functions: dict[str, Callable[..., object]]) -> set[str]:
    """Those that carry none of @action, @query, @step."""
    guarded = {*guard.ACTIONS.values(), *guard.QUERIES.values(), *guard.STEPS.values()}
    return {name for name, function in functions.items() if inspect.unwrap(function) not in guarded}


def test_everything_an_app_offers_is_guarded() -> None:
    found = {name for app in domain_apps() for name in unguarded(offered(app))}
    surplus = found - set(OFFERED_UNGUARDED)
    assert not surplus, f"Put @action(), @query or @step on it, or keep it out of __all__: {sorted(surplus)}."
    stale = set(OFFERED_UNGUARDED) - found
    assert not stale, f"Take off the list OFFERED_UNGUARDED: {sorted(stale)}."


def test_seeded_unguarded_function_is_caught() -> None:
    def find_every_case(actor: object) -> list[object]:
        return []

    assert unguarded({"anyam.casework.cases.queries.find_every_case": find_every_case})


def test_guards_stand_only_in_actions_and_queries() -> None:
    wrong = [
        f.full_name
        for f in all_functions()
        if f.decorators & GUARDS
        and f.module.split(".")[3:4] not in (["actions"], ["queries"])
        and not f.module.startswith("anyam.foundation.access.")
    ]
    assert not wrong, f"Move it into the app's actions or queries: {wrong}."


# --- actor first ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "decorate", [guard.action(), guard.query, guard.step], ids=["action", "query", "step"]
)
def test_seeded_function_without_actor_is_refused_at_import(decorate: Callable[..., object]) -> None:
    def close_case(case_id: str) -> None: ...

    with pytest.raises(TypeError, match="must take `actor` first"):
        decorate(close_case)


def test_everything_guarded_takes_actor_first() -> None:
    guarded = {**guard.ACTIONS, **guard.QUERIES, **guard.STEPS}
    assert len(guarded) > 80
    wrong = [
        name
        for name, function in guarded.items()
        if next(iter(inspect.signature(function).parameters)) != "actor"
    ]
    assert not wrong


# --- asks ------------------------------------------------------------------------------------------------------------


def guarded_functions() -> list[Function]:
    return [f for f in all_functions() if f.decorators & {"action", "query"} and f.module.count(".") >= 3]


def reaching(functions: Iterable[Function], goals: set[str]) -> set[str]:
    """The names of plain functions that call one of `goals`, directly or through each other, in the same app.

    Followed are only functions without a guard: a guarded one asks and records for itself.
    """
    plain = [f for f in functions if not f.decorators & GUARDS]
    by_app: set[tuple[str, str]] = set()
    while True:
        found = {
            (app_of(f.module), f.name.rsplit(".", 1)[-1])
            for f in plain
            if f.calls & goals or any((app_of(f.module), call) in by_app for call in f.calls)
        }
        if found == by_app:
            return {f"{app}:{name}" for app, name in found}
        by_app = found


def not_reaching(checked: Iterable[Function], known: Iterable[Function], goals: set[str]) -> list[str]:
    through = reaching(known, goals)
    return [
        f.full_name
        for f in checked
        if not f.calls & goals and not any(f"{app_of(f.module)}:{call}" in through for call in f.calls)
    ]


def test_every_action_and_query_asks() -> None:
    found = not_reaching(guarded_functions(), all_functions(), ASKING)
    assert not found, f"Call require(actor, Permission.…) or visible_to(actor) before anything else: {found}."


def test_seeded_query_that_does_not_ask_is_caught() -> None:
    seeded = parse(
        "@query\ndef find_all(actor):\n    return _rows()\ndef _rows():\n    return []",
        "anyam.casework.cases.queries",
    )
    assert not_reaching(seeded[:1], seeded, ASKING) == ["anyam.casework.cases.queries.find_all"]


def test_asking_through_a_plain_function_counts() -> None:
    text = "@query\ndef find_all(actor):\n    return _own(actor)\ndef _own(actor):\n    return rows.visible_to(actor)"
    seeded = parse(text, "anyam.casework.cases.queries")
    assert not not_reaching(seeded[:1], seeded, ASKING)


# --- leaves an event -------------------------------------------------------------------------------------------------


RECORDING = {"record", "record_all"}


def test_every_action_records_an_event() -> None:
    actions = [f for f in guarded_functions() if "action" in f.decorators]
    recording = (f for f in all_functions() if f.decorators & {"action", "step"} and f.calls & RECORDING)
    goals = RECORDING | {function.name for function in recording}
    found = set(not_reaching(actions, all_functions(), goals))
    assert not found - set(WITHOUT_EVENT), (
        f"Record what happened: record(actor, …): {sorted(found - set(WITHOUT_EVENT))}."
    )
    assert not set(WITHOUT_EVENT) - found, (
        f"Take off the list WITHOUT_EVENT: {sorted(set(WITHOUT_EVENT) - found)}."
    )


def test_seeded_action_without_event_is_caught() -> None:
    seeded = parse(
        "@action()\ndef forget(actor):\n    require(actor, P.X)\n    row.delete()",
        "anyam.casework.cases.actions",
    )
    assert not_reaching(seeded, seeded, RECORDING) == ["anyam.casework.cases.actions.forget"]


# --- pages decide nothing ---------------------------------------------------------------------------------------------

# Words that only actions, queries and policies may use.
DECIDING = {"require", "require_any", "visible_to", "mark_asked", "is_any", "may", "record", "atomic"}
# Where the ways in look at somebody's roles to choose what to offer. What is behind an offer asks for itself.
PLACES_THAT_OFFER = {
    "anyam.interfaces.web.administration.views": "an index of links",
    "anyam.interfaces.web.cases.views.lists": "the filter by manager, for those who lead cases",
    "anyam.interfaces.web.clocks.views": "a link to change",
    "anyam.interfaces.web.desk.views": "the desk has other parts for other roles",
    "anyam.interfaces.web.meetings.views.lists": "the buttons to call a meeting",
    "anyam.interfaces.web.documents.views": "the link to the letterhead, for the head",
    "anyam.interfaces.web.layouts.navigation": "links of the frame",
    "anyam.interfaces.web.layouts.subjects": "where work and notices lead",
    "anyam.interfaces.web.reports.views": "the empty form and the button to it",
    "anyam.interfaces.web.search.finding": "the kinds of things searched",
}


def deciding(tree: ast.Module, module: str) -> list[str]:
    """Calls in a page that decide about permission or write past the actions."""
    return [
        f"{module}:{call.lineno} {ast.unparse(call.func)}()"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).rsplit(".", 1)[-1] in DECIDING
    ]


def test_pages_leave_permission_to_actions_and_queries() -> None:
    found = {
        module_of(path): deciding(tree_of(path), module_of(path))
        for path in files()
        if {"web", "api"}.intersection(path.parts)  # jobs bind many actions together in one transaction
    }
    wrong = [line for module, lines in found.items() for line in lines if module not in PLACES_THAT_OFFER]
    assert not wrong, f"Let the query say it (`result.may_close`) and the action ask: {wrong}."
    stale = [module for module in PLACES_THAT_OFFER if not found.get(module)]
    assert not stale, f"Take off the list PLACES_THAT_OFFER: {stale}."


@pytest.mark.parametrize(
    "line", ["actor.may(Permission.CLOSE_CASE)", "Case.objects.visible_to(actor)", "require(a, p)"]
)
def test_seeded_page_that_decides_is_caught(line: str) -> None:
    assert deciding(ast.parse(line), "anyam.interfaces.web.cases.views")
