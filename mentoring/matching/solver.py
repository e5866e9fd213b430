"""The best whole for a cohort: successive shortest paths on integers (ADR 0007).

Learners are added one by one. Each takes the cheapest path to a free seat, on which others may change their mentor, or
to somebody's leaving. After each step the choice is the best there is for those who were added, so at the end as many
as possible are matched and, among such choices, the points are highest. Being matched is worth more than all points.
"""

from heapq import heappop, heappush

from mentoring.matching.cohort import Cohort

_FAR = 1 << 200


def solve(cohort: Cohort) -> list[int | None]:
    """The mentor of each learner, or None. The same cohort always gets the same answer; at a tie who came first stays.

    Takes about O(learners × options × log) where seats suffice, and memory in proportion to the options.
    """
    return _Search(cohort).run()


class _Search:
    """Who sits where while learners are added, with a price for each mentor that proves the choice best.

    The cost of a pair is `top - points`, of a free seat its price, of leaving `leaving`. With `price[m]` a step costs,
    reduced: learner to mentor  cost + price(learner) - price[m] >= 0, and 0 for those who are matched;
    mentor to his next free seat  its price + price[m] >= 0;  matched learner to leaving  leaving + price(learner) >= 0.
    The price of a matched learner follows from his mentor's: price[m] - cost.
    """

    def __init__(self, cohort: Cohort) -> None:
        top = max((points for options in cohort.options for _mentor, points in options), default=0)
        dearest = max((prices[-1] for prices in cohort.seats if prices), default=0)
        low = min((points for options in cohort.options for _mentor, points in options), default=0)
        self.leaving = (len(cohort.options) + 1) * (top - low + dearest + 1)
        self.costs = [[(mentor, top - points) for mentor, points in options] for options in cohort.options]
        for learner, mentor in cohort.locked.items():
            self.costs[learner] = [pair for pair in self.costs[learner] if pair[0] == mentor]
        self.locked, self.seats = cohort.locked, cohort.seats
        self.mentor_of: list[int | None] = [None] * len(self.costs)
        self.cost_of = [0] * len(self.costs)
        self.mentees: list[list[int]] = [[] for _ in cohort.seats]
        self.price = [-prices[0] if prices else 0 for prices in cohort.seats]

    def run(self) -> list[int | None]:
        """Add everybody, the locked first."""
        for learner in sorted(range(len(self.costs)), key=lambda each: (each not in self.locked, each)):
            self._add(learner)
        return self.mentor_of

    def _add(self, learner: int) -> None:
        """Dijkstra over mentors, from a learner to the cheapest end; stops when nothing can be cheaper."""
        costs, price, seats, mentees = self.costs, self.price, self.seats, self.mentees
        distance: dict[int, int] = {}
        came: dict[int, int] = {}  # the learner from whom a mentor was reached
        heap: list[tuple[int, int]] = []
        settled: list[tuple[int, int]] = []
        best, seat, leaver = self.leaving, -1, learner
        sources = [(learner, 0)]
        while True:
            for source, offset in sources:
                for mentor, cost in costs[source]:
                    reached = offset + cost - price[mentor]
                    if reached >= best or reached >= distance.get(mentor, _FAR):
                        continue
                    distance[mentor], came[mentor] = reached, source
                    heappush(heap, (reached, mentor))
                    used = len(mentees[mentor])
                    if used < len(seats[mentor]):
                        total = reached + price[mentor] + seats[mentor][used]
                        if total < best:
                            best, seat = total, mentor
            while heap and heap[0][0] > distance[heap[0][1]]:
                heappop(heap)  # reached more cheaply since
            if not heap or heap[0][0] >= best:
                break
            nearest, mentor = heappop(heap)
            settled.append((nearest, mentor))
            offset = nearest + price[mentor]
            sources = [(mentee, offset - self.cost_of[mentee]) for mentee in mentees[mentor]]
            for mentee, spent in sources:
                if mentee not in self.locked and spent + self.leaving < best:
                    best, seat, leaver = spent + self.leaving, -1, mentee
        for nearest, mentor in settled:
            price[mentor] += nearest - best
        self._move_along(came, seat if seat >= 0 else self._vacated_by(leaver), learner)

    def _vacated_by(self, leaver: int) -> int:
        """The mentor whose seat becomes free when somebody leaves; -1 when it is the one who has just come."""
        mentor = self.mentor_of[leaver]
        if mentor is None:
            return -1
        self.mentees[mentor].remove(leaver)
        self.mentor_of[leaver] = None
        return mentor

    def _move_along(self, came: dict[int, int], seat: int, learner: int) -> None:
        """Fill a free seat with the last learner of the path, his with the one before, back to the first."""
        while seat >= 0:
            moved = came[seat]
            left = self.mentor_of[moved]
            self.mentor_of[moved] = seat
            self.cost_of[moved] = dict(self.costs[moved])[seat]
            self.mentees[seat].append(moved)
            if left is None:
                assert moved == learner
                return
            self.mentees[left].remove(moved)
            seat = left
