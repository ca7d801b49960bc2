"""The sentences of the check. `rows` is written as the numbers and activities of the rows meant."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..choices import FindingKind as Kind

SENTENCES: dict[Kind, Promise] = {
    Kind.KEY_TWICE: _("Row %(rows)s: two rows carry the same mark, so arrows cannot tell them apart."),
    Kind.ARROW_TO_NOWHERE: _("Row %(rows)s: its arrow leads to a row that is not there."),
    Kind.NO_START: _("The SOP has no start."),
    Kind.TWO_STARTS: _("The SOP has more than one start: row %(rows)s."),
    Kind.NO_END: _("The SOP has no end."),
    Kind.END_GOES_ON: _("Row %(rows)s is an end, and yet an arrow leads out of it."),
    Kind.UNREACHABLE: _("No way leads from the start to row %(rows)s."),
    Kind.NO_WAY_TO_END: _(
        "From row %(rows)s no way leads to an end: whoever gets there stays there for ever."
    ),
    Kind.JOIN_NEVER: _("Row %(rows)s waits for branches that never all arrive."),
    Kind.JOIN_MAY_WAIT: _(
        "Row %(rows)s waits for all branches, but by some answers not all of them are taken."
    ),
    Kind.NEVER_RUNS: _("Row %(rows)s stands behind a row that waits for ever; its turn never comes."),
    Kind.RUNS_TWICE: _(
        "Parallel branches meet in row %(rows)s without waiting for each other: from there on everything is"
        " done twice."
    ),
    Kind.NEVER_FINISHES: _("In row %(rows)s work goes round without ever being finished."),
    Kind.TOO_MANY_BRANCHES: _(
        "So many branches run at the same time that not every order was followed (%(states)s were)."
    ),
    Kind.NO_OWNER: _("Row %(rows)s has no performer."),
    Kind.UNKNOWN_OWNER: _("Row %(rows)s names a performer that has no column."),
    Kind.TWO_OWNERS: _("Row %(rows)s has more than one performer: %(performers)s."),
    Kind.NO_AGENCY: _("The column %(performers)s does not say which agency it is."),
    Kind.FEW_ANSWERS: _("Row %(rows)s is a decision with fewer than two answers."),
    Kind.UNNAMED_ANSWER: _("Row %(rows)s is a decision with an arrow that carries no answer."),
    Kind.SAME_ANSWER: _("Row %(rows)s is a decision with the same answer twice: %(answers)s."),
    Kind.ANSWER_ELSEWHERE: _("Row %(rows)s decides nothing, but its arrow carries an answer: %(answers)s."),
    Kind.LINK_MISSING: _("Row %(rows)s goes on in another SOP but does not say in which."),
    Kind.LINK_UNKNOWN: _("Row %(rows)s goes on in the SOP %(code)s, which is not there."),
    Kind.LINK_NO_RECEIVER: _("Row %(rows)s goes on in the SOP %(code)s, but there nobody has a first step."),
    Kind.LINKS_IN_CIRCLE: _("The SOPs %(codes)s only send each other on; no way through them ends."),
    Kind.RELATION_UNKNOWN: _("The SOP %(code)s is named as related but is not there."),
    Kind.RELATION_MISSING: _(
        "Row %(rows)s goes on in the SOP %(code)s, which is not named among the related SOPs."
    ),
    Kind.GIVES_NOTHING: _(
        "Row %(giver)s hands over to row %(taker)s, another agency's, but names no output."
    ),
    Kind.TAKES_NOTHING: _(
        "Row %(taker)s takes over from row %(giver)s, another agency's, but names nothing that it needs."
    ),
    Kind.MISMATCH: _(
        "Row %(giver)s hands over “%(gives)s”, but row %(taker)s of the other agency needs “%(needs)s”."
    ),
    Kind.RETURN_MISMATCH: _(
        "Row %(giver)s sends back to row %(taker)s without naming what comes back there."
    ),
    Kind.PAST_PROMISE: _(
        "The longest way takes at least %(hours)s %(counting)s, but %(promised)s are promised: row %(rows)s."
    ),
    Kind.MAY_BE_PAST_PROMISE: _(
        "The longest way takes %(least)s to %(most)s %(counting)s, depending on nights and weekends, and"
        " %(promised)s are promised: row %(rows)s. Holidays come on top."
    ),
    Kind.TIME_MISSING: _("Row %(rows)s has no time, so the sum is the least that it takes."),
    Kind.LOOP_COUNTED_ONCE: _("Row %(rows)s can be done again and again; its time is counted once."),
    Kind.LAW_ENDED: _("%(where)s rests on %(law)s, which was in force until %(until)s."),
    Kind.LAW_NOT_YET: _("%(where)s rests on %(law)s, which comes into force on %(since)s only."),
    Kind.LAW_UNKNOWN: _("%(where)s rests on %(law)s, which is not in the register of policies."),
    Kind.DUPLICATION: _("Several agencies do the same for the same children: %(places)s."),
    Kind.CONFLICT: _("Several agencies do the same to a different standard (%(differs)s): %(places)s."),
    Kind.OVERLAP: _("Several agencies do nearly the same: %(places)s."),
    Kind.READS_ALIKE: _("These rows of different agencies read alike: %(places)s."),
}

TO_DO: dict[Kind, Promise] = {
    Kind.KEY_TWICE: _("Delete one of the two rows and write it anew."),
    Kind.ARROW_TO_NOWHERE: _("Let the arrow lead to a row of the table, or delete it."),
    Kind.NO_START: _("Make the first row a start (capsule)."),
    Kind.TWO_STARTS: _("Keep one start; make the others activities, or write an SOP of their own for them."),
    Kind.NO_END: _("Make the last row an end (capsule), or let it go on in another SOP (pentagon)."),
    Kind.END_GOES_ON: _("Delete the arrow, or make the row an activity."),
    Kind.UNREACHABLE: _("Draw an arrow that leads there, or delete the row."),
    Kind.NO_WAY_TO_END: _("Draw an arrow that leads out, to the end or to another SOP."),
    Kind.JOIN_NEVER: _("Take “waits for all” off the row, or lead every branch there."),
    Kind.JOIN_MAY_WAIT: _("Take “waits for all” off the row, or lead every answer's way there."),
    Kind.NEVER_RUNS: _("Mend the row that waits for ever."),
    Kind.RUNS_TWICE: _("Mark the row “waits for all”, or give the branches ends of their own."),
    Kind.NEVER_FINISHES: _("Turn the row that goes both on and back into a decision."),
    Kind.TOO_MANY_BRANCHES: _("Divide the SOP into several that are linked."),
    Kind.NO_OWNER: _("Give the row one performer."),
    Kind.UNKNOWN_OWNER: _("Add the column, or choose one of those that are there."),
    Kind.TWO_OWNERS: _(
        "Keep the one that answers for it; write what the other one does as a row of its own."
    ),
    Kind.NO_AGENCY: _("Choose the agency of the column."),
    Kind.FEW_ANSWERS: _("Draw an arrow for each answer, or make the row an activity."),
    Kind.UNNAMED_ANSWER: _("Write the answer beside each arrow, such as yes and no."),
    Kind.SAME_ANSWER: _("Word the answers so that they differ; ways that go on together need an activity."),
    Kind.ANSWER_ELSEWHERE: _("Make the row a decision, or take the answer off."),
    Kind.LINK_MISSING: _("Choose the SOP in which it goes on."),
    Kind.LINK_UNKNOWN: _("Ask the agency to write this SOP, or choose another."),
    Kind.LINK_NO_RECEIVER: _("Ask the owner of that SOP for a first step with a performer after its start."),
    Kind.LINKS_IN_CIRCLE: _("Agree which of the SOPs ends the work."),
    Kind.RELATION_UNKNOWN: _("Ask the agency to write this SOP, or take it off the related SOPs."),
    Kind.RELATION_MISSING: _("Add it to the related SOPs (keterkaitan)."),
    Kind.GIVES_NOTHING: _("Write into “output” what the other agency receives."),
    Kind.TAKES_NOTHING: _("Write into “kelengkapan” what is received."),
    Kind.MISMATCH: _("Agree on one paper and give it the same name in both rows."),
    Kind.RETURN_MISMATCH: _("Name what comes back, such as a note of what is missing, in both rows."),
    Kind.PAST_PROMISE: _("Shorten these rows, do some at the same time, or promise more time."),
    Kind.MAY_BE_PAST_PROMISE: _("Count all rows and the promise in the same hours, or leave more room."),
    Kind.TIME_MISSING: _("Write the time of these rows."),
    Kind.LOOP_COUNTED_ONCE: _("Say in the remarks how often it may be done again."),
    Kind.LAW_ENDED: _("Let the row rest on what is in force now%(instead)s."),
    Kind.LAW_NOT_YET: _("Put the SOP in force no earlier, or let the row rest on what is in force now."),
    Kind.LAW_UNKNOWN: _("Enter it into the register of policies, or correct its code."),
    Kind.DUPLICATION: _("Agree who leads and who supports, or record why it is done twice on purpose."),
    Kind.CONFLICT: _("Agree on one standard, or record why they differ on purpose."),
    Kind.OVERLAP: _("Agree where one agency's work ends and the other's begins."),
    Kind.READS_ALIKE: _("Give both rows verb, object and target, so that they can be compared."),
}
