"""The life of a candidacy as one table (DOMAIN §6). Services ask here; a trigger of the database refuses the rest."""

from collections.abc import Mapping

from cadres.enums import CandidacyState as S

EXITS = (S.WITHDRAWN, S.REPLACED, S.DISQUALIFIED)
CANDIDACY_MOVES: Mapping[str, tuple[S, ...]] = {
    S.INTERESTED: (S.BACALEG, *EXITS),
    S.BACALEG: (S.NOMINATED, *EXITS),
    S.NOMINATED: (S.DCS, *EXITS),
    S.DCS: (S.DCT, *EXITS),
    S.DCT: (S.ELECTED, S.NOT_ELECTED, *EXITS),
    S.ELECTED: (S.SEATED, *EXITS),
    S.NOT_ELECTED: (S.PAW_IN,),
    S.SEATED: (S.PAW_OUT,),
    S.PAW_IN: (S.SEATED,),
    S.PAW_OUT: (),
    S.WITHDRAWN: (),
    S.REPLACED: (),
    S.DISQUALIFIED: (),
}
#: What stands on a decree of the election office, with its number and day.
BY_DECREE = (S.DCS, S.DCT, S.ELECTED, S.PAW_IN, S.PAW_OUT)
#: On the list with a number.
NUMBERED = (S.DCS, S.DCT, S.ELECTED, S.NOT_ELECTED, S.SEATED, S.PAW_IN, S.PAW_OUT)
#: Whose votes are counted.
COUNTED = (S.ELECTED, S.NOT_ELECTED, S.SEATED, S.PAW_IN, S.PAW_OUT)
#: Numbers of a list may change until the election office has fixed it; votes are written down once it has.
OPEN_LISTS = (S.BACALEG, S.NOMINATED, S.DCS)
COUNTING = (S.DCT, S.ELECTED, S.NOT_ELECTED)
#: The furthest a candidacy has come, in order: what the funnel counts (K15).
FUNNEL = (S.BACALEG, S.NOMINATED, S.DCS, S.DCT, S.ELECTED)
