"""A page answers HEAD wherever it answers GET, as link checkers and mail programs ask."""

import pytest
from django.urls import reverse

from tests.matrix.routes import routes

pytestmark = pytest.mark.django_db
OWN = ("accounts:", "cadres:", "dashboards:", "mentoring:")
NAMES = sorted({route.name for route in routes() if route.name.startswith(OWN) and not route.parameters})


def test_pages_answer_head_where_they_answer_get(client_of, kornelis, sari, yohanis):
    clients = [client_of(user) for user in (kornelis, sari, yohanis)]

    for client in clients:
        for url in map(reverse, NAMES):
            asked = client.get(url).status_code

            assert client.head(url).status_code == asked, url
