"""The picker: hidden key with script, typed text and choices without it."""

import pytest
from django import forms
from django.contrib.contenttypes.models import ContentType

from core.widgets import Picker

pytestmark = pytest.mark.django_db


class PlaceForm(forms.Form):
    place = forms.ModelChoiceField(
        ContentType.objects.order_by("pk"),
        label="Wilayah",
        widget=Picker(url="account_login", find=lambda text: [(7, f"Kota {text}")]),
    )


@pytest.fixture
def row():
    return ContentType.objects.create(app_label="tests", model="place")


def bound(**data):
    return PlaceForm({f"place{name}": value for name, value in data.items()})


def test_picker_takes_the_key_that_belongs_to_the_text(row):
    form = bound(**{"": row.pk, "_text": "Kota Sorong", "_was": "Kota Sorong"})

    assert form.is_valid()
    assert form.cleaned_data["place"] == row


def test_picker_takes_a_bare_key(row):
    assert bound(**{"": row.pk}).is_valid()


def test_picker_drops_a_key_whose_text_was_typed_over(row):
    form = bound(**{"": row.pk, "_text": "Klawalu", "_was": "Kota Sorong"})

    assert not form.is_valid()


def test_picker_without_script_offers_what_the_text_may_mean():
    form = bound(**{"": "", "_text": "Sorong", "_was": ""})

    shown = " ".join(str(form["place"]).split())

    assert 'value="Sorong"' in shown
    assert 'type="radio" name="place_choice" value="7"' in shown
    assert "Kota Sorong" in shown


def test_picker_takes_the_offered_choice(row):
    form = bound(**{"": "", "_text": "Sorong", "_was": "", "_choice": row.pk})

    assert form.is_valid()


def test_picker_cleared_is_empty(row):
    form = bound(**{"": row.pk, "_text": "", "_was": "Kota Sorong"})

    assert form.errors["place"] == ["Bidang ini tidak boleh kosong."]


def test_picker_shows_the_present_row_by_name(row):
    shown = " ".join(str(PlaceForm(initial={"place": row.pk})["place"]).split())

    assert f'name="place" value="{row.pk}"' in shown
    assert f'value="{row}"' in shown
    assert 'role="combobox"' in shown
    assert "radio" not in shown


def test_picker_names_its_error_and_hint():
    form = bound(_text="<b>", _was="")

    assert 'aria-describedby="id_place_error"' in str(form["place"])
    assert "&lt;b&gt;" in str(form["place"])
