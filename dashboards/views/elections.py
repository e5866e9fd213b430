"""Pages of elections: the quota board, one district with its list, and what-if for its seats."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.enums import TIER_ROLES
from accounts.models import today
from accounts.policy import allow
from cadres.elections.quota import judge
from cadres.elections.rights import fixes_lists, keeps_elections
from cadres.elections.seats import by_personal_votes, rounds, votes_to_next
from cadres.enums import CandidacyState
from cadres.models import AppointmentArea, Chamber, Election, ElectoralDistrict, QuotaRule
from cadres.selectors.candidacies import elections_for, free_seats, list_of, next_in_line, quota_rule_on, ranking
from cadres.views.common import asked_unit
from dashboards.forms.elections import VotesForm
from dashboards.selectors.quota import BoardRow, board, funnel, proposals, standings
from regions.enums import Tier
from regions.models import Party


@allow(*TIER_ROLES)
@require_safe
def quota(request: HttpRequest) -> HttpResponse:
    """Women on the lists of all chambers in sight: required, standing, ready, and lists that break a rule."""
    unit = asked_unit(request)
    elections = list(elections_for(request.user))
    election = _asked_election(request, elections)
    if election is None:
        return render(request, "dashboards/elections/none.html", {"keeps": keeps_elections(request.user)})
    rules = list(QuotaRule.objects.order_by("in_force_from"))
    rule = _asked_rule(request, rules) or quota_rule_on(election.lists_fixed_on)
    rows = board(request.user, unit, election, rule.rule)
    chosen = _asked_chamber(request, rows)
    whole = BoardRow("", "", "", [each for row in ([chosen] if chosen else rows) for each in row.districts])
    broken = [each for each in whole.districts if each.status == "bad"]
    appointed = AppointmentArea.objects.filter(chamber__in=Chamber.objects.within(unit).filter(election=election))
    context = {
        "unit": unit,
        "election": election,
        "elections": elections,
        "stages": election.stages.all(),
        "day": today(),
        "rule": rule,
        "rules": rules,
        "rows": rows,
        "whole": whole,
        "chosen": chosen,
        "districts": chosen.districts if chosen else [],
        "broken": broken[:25],
        "broken_total": len(broken),
        "appointed": appointed.select_related("chamber") if unit.tier >= Tier.PROVINCE else [],
        "has_chambers": bool(rows),
        "keeps": keeps_elections(request.user),
    }
    return render(request, "dashboards/elections/quota.html", context)


@allow(*TIER_ROLES)
@require_safe
def district(request: HttpRequest, pk: int) -> HttpResponse:
    """One district: its list with the verdict of both rules, who could fill the gap, and who comes next for a seat."""
    found = _district(request, pk)
    rule = quota_rule_on(found.chamber.election.lists_fixed_on)
    everybody = standings(list(list_of(request.user, found)))
    gone = (CandidacyState.INTERESTED, CandidacyState.WITHDRAWN, CandidacyState.REPLACED, CandidacyState.DISQUALIFIED)
    listed = [each for each in everybody if each.candidacy.state not in gone]
    women = [each for each in listed if each.is_woman]
    verdict = judge(
        len(listed),
        [each.candidacy.list_number for each in women if each.candidacy.list_number],
        unplaced_women=sum(each.candidacy.list_number is None for each in women),
        is_ordered=all(each.candidacy.list_number for each in listed),
        rule=rule.rule,
    )
    ready = sum(each.is_ready for each in women)
    needs_women = not verdict.is_met or ready < verdict.needed
    marks = ranking(request.user, found)
    context = {
        "district": found,
        "rule": rule,
        "rows": everybody,
        "verdict": verdict,
        "women": len(women),
        "ready": ready,
        "name_only": [each for each in women if not each.is_ready],
        "blocks": [f"{3 * block - 2}–{3 * block}" for block in verdict.empty_blocks],
        "proposals": proposals(request.user, found) if needs_women else [],
        "needs_women": needs_women,
        "funnel": _funnel_steps(funnel(request.user, found)),
        "marks": marks if any(each.weighed.mark is not None for each in marks) else [],
        "line": next_in_line(request.user, found),
        "free_seats": free_seats(found),
        "fixes": fixes_lists(request.user, found.chamber),
        "areas": found.areas.select_related("area").order_by("area__code"),
    }
    return render(request, "dashboards/elections/district.html", context)


@allow(*TIER_ROLES)
@require_safe
def district_seats(request: HttpRequest, pk: int) -> HttpResponse:
    """What if: votes of parties in a district, the seats they get, and who of the own list takes them."""
    found = _district(request, pk)
    own = [each for each in list_of(request.user, found) if each.votes]
    party = Party.objects.values_list("short_name", flat=True).first() or _("Partai kita")
    data = request.GET if "seats" in request.GET else None
    form = VotesForm(data, own=party, own_votes=sum(each.votes or 0 for each in own), seats=found.seats)
    votes, seats = form.votes, form.seats
    given = rounds(votes, seats)
    taken = {name: sum(each.party == name for each in given) for name in votes}
    people = by_personal_votes((each, each.votes or 0) for each in own)
    context = {
        "district": found,
        "form": form,
        "rounds": given,
        "results": [
            {"name": name, "votes": count, "seats": taken[name], "next": votes_to_next(votes, seats, name)}
            for name, count in sorted(votes.items(), key=lambda row: -row[1])
            if count
        ],
        "party": party,
        "people": [(each, place <= taken.get(party, 0)) for place, each in enumerate(people, 1)],
    }
    return render(request, "dashboards/elections/seats.html", context)


def _district(request: HttpRequest, pk: int) -> ElectoralDistrict:
    """A district of a chamber whose board stands in the reader's sight; another one is 404."""
    rows = ElectoralDistrict.objects.select_related("chamber__unit", "chamber__election")
    found = get_object_or_404(rows.prefetch_related("chamber__election__stages"), pk=pk)
    if not request.user.scope.covers(found.chamber.unit):
        raise Http404
    return found


def _asked_election(request: HttpRequest, elections: list[Any]) -> Election | None:
    code = request.GET.get("pemilu", "")
    if not code:  # one that is being prepared comes up once somebody stands in it
        newest = elections[0] if elections else None
        return next((each for each in elections if each.has_candidates), newest)
    found = next((each for each in elections if each.code == code), None)
    if found is None:
        raise BadRequest("unknown election")
    return found


def _asked_rule(request: HttpRequest, rules: list[QuotaRule]) -> QuotaRule | None:
    text = request.GET.get("aturan", "")
    if not text:
        return None
    found = next((each for each in rules if each.in_force_from.isoformat() == text), None)
    if found is None:
        raise BadRequest("unknown rule")
    return found


def _asked_chamber(request: HttpRequest, rows: list[BoardRow]) -> BoardRow | None:
    key = request.GET.get("lembaga", "")
    chambers = [row for row in rows if row.key == "lembaga"]
    if not key:
        return chambers[0] if len(rows) == 1 and chambers else None
    found = next((row for row in chambers if row.value == key), None)
    if found is None:
        raise Http404
    return found


def _funnel_steps(steps: list[tuple[str, int]]) -> dict[str, Any]:
    most = max((count for _label, count in steps), default=0)
    return {"maximum": most or 1, "steps": [{"label": label, "count": count} for label, count in steps]}
