"""The names of the database roles.

The roles themselves are made in ``core.engines.roles``; row-level security, the request middleware and the
tests name them from here. No name is ever written twice.
"""

OWNER = "kad_owner"  # owns the database and migrates it; never serves a page
APP = "kad_app"  # what web and worker log in as; sees nothing about people until it enters a scope role
DATA = "kad_data"  # group that holds the privileges on tables; no policy names it
PERSON = "kad_person"  # one's own rows and one's own pairings
JOBS = "kad_jobs"  # system jobs
BACKUP = "kad_backup"  # reads everything, changes nothing

# Tier of the acting unit (0 national … 4 village) -> the role a request enters with SET LOCAL ROLE.
SCOPE_ROLES = {
    0: "kad_pusat",
    1: "kad_provinsi",
    2: "kad_kabupaten",
    3: "kad_distrik",
    4: "kad_desa",
}

# Every role that kad_app may enter.
ENTERED_ROLES = (*SCOPE_ROLES.values(), PERSON, JOBS)
