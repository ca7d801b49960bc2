"""The life of a referral: whatever anybody tries in whatever order, it stays a life one can explain."""

from datetime import UTC, datetime, timedelta

from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from anyam.casework.referrals import rules
from anyam.casework.referrals.choices import Party, ReferralState, Verb
from anyam.casework.referrals.rules import ENDED, RUNNING, TRANSITIONS, UNANSWERED, Happening
from anyam.foundation.core.working_time import Counting

STATES = st.sampled_from(list(ReferralState))
VERBS = st.sampled_from(list(Verb))
PARTIES = st.sampled_from(list(Party))
TRIES = st.lists(st.tuples(VERBS, PARTIES), max_size=60)


@given(TRIES)
def test_any_sequence_of_tries_leaves_a_state_from_which_every_try_has_an_answer(tries):
    state = ReferralState.DRAFT
    for verb, party in tries:
        after = rules.next_state(state, verb, party)
        if after is None:
            assert_is_a_sentence(rules.why_not(state, verb, party))
        else:
            assert after in ReferralState
            state = after


@given(TRIES)
def test_what_has_ended_stays_ended(tries):
    state, has_ended = ReferralState.DRAFT, False
    for verb, party in tries:
        after = rules.next_state(state, verb, party)
        assert not (has_ended and after), f"{verb} by {party} brought an ended referral back"
        state = after or state
        has_ended = state in ENDED


@given(TRIES)
def test_nobody_serves_what_was_not_accepted_and_nobody_completes_what_was_not_served(tries):
    state, past = ReferralState.DRAFT, [ReferralState.DRAFT]
    for verb, party in tries:
        state = rules.next_state(state, verb, party) or state
        past.append(state)
    if state in RUNNING or state is ReferralState.COMPLETED:
        assert ReferralState.ACCEPTED in past
    if state is ReferralState.COMPLETED:
        assert ReferralState.SERVED in past


@given(STATES, VERBS)
def test_sender_receiver_coordinator_and_clock_never_share_a_decision(state, verb):
    """A verb that two sides could do in the same state would let one side speak for the other."""
    sides = {party for s, v, party in TRANSITIONS if s is state and v is verb}
    allowed_together = {frozenset({Party.RECEIVER, Party.COORDINATOR})}
    assert len(sides) <= 1 or frozenset(sides) in allowed_together


def test_only_the_receiver_decides_and_only_the_clock_expires():
    deciding = {Verb.ACCEPT, Verb.DECLINE, Verb.ASK, Verb.SCHEDULE, Verb.RECORD_SERVED, Verb.COMPLETE}
    for verb in deciding:
        assert rules.doers_of(verb) == {Party.RECEIVER}
    assert rules.doers_of(Verb.EXPIRE) == {Party.CLOCK}


def test_every_state_but_the_last_ones_has_a_way_on_and_every_verb_is_possible_somewhere():
    for state in ReferralState:
        ways = [verb for s, verb, _party in TRANSITIONS if s is state]
        assert bool(ways) is (state not in ENDED), state
    assert {verb for _state, verb, _party in TRANSITIONS} == set(Verb)


def test_every_wait_can_run_out():
    for state in UNANSWERED:
        assert rules.next_state(state, Verb.EXPIRE, Party.CLOCK) is ReferralState.EXPIRED


@given(STATES, VERBS, PARTIES, st.sampled_from(["id", "en"]))
def test_every_refusal_is_a_sentence_that_names_what_happened(state, verb, party, language):
    happening = Happening("20 November 2026 10.42", "Siti", "RSUD dr. Iskak")
    with override(language):
        sentence = str(rules.why_not(state, verb, party, happening))
        assert_is_a_sentence(sentence)
        if party in rules.doers_of(verb):
            assert "10.42" in sentence
            assert "Siti, RSUD dr. Iskak" in sentence


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC)),
    st.timedeltas(timedelta(), timedelta(days=30)),
    st.sampled_from([2.0, 8.0, 24.0]),
    st.sampled_from(list(Counting)),
)
def test_a_question_never_lengthens_the_clock_nor_leaves_nothing_of_it(start, waited, hours, counting):
    left = rules.hours_left(start, start + waited, hours, counting)
    assert hours * rules.LEAST_SHARE_AFTER_ANSWER <= left <= hours


@given(st.integers(min_value=0, max_value=2**128 - 1))
def test_the_number_can_be_read_out(identifier):
    number = rules.number_of(identifier)
    assert len(number) == 14
    assert not set("ILOU") & set(number.removeprefix("RJ-"))


def assert_is_a_sentence(sentence):
    text = str(sentence)
    assert text[0].isupper()
    assert text.endswith(".")
    assert "{" not in text
    assert "%" not in text
