"""Forms of mentoring, one an action: a form cleans, a service acts."""
