"""Charts: valid SVG without style, right geometry, and «no data» that never looks like 0."""

import re
from xml.etree import ElementTree

import pytest
from django.utils.safestring import SafeString

from core.templatetags import charts

THRESHOLDS = (40, 55, 70, 85)
EVERY_CHART = [
    charts.bar(3, 5),
    charts.bar(None),
    charts.spark([1, None, 3]),
    charts.spark([None]),
    charts.line([1, 4, None, 3], 5, target=4),
    charts.phases(2),
    charts.ring(87),
    charts.ring(None),
    charts.track(1.8, 2.9, 4),
    charts.tile_map({"96": {"name": "Papua Barat Daya", "value": 64, "url": "/w/96/dasbor/"}}, THRESHOLDS),
]


@pytest.mark.parametrize("chart", EVERY_CHART)
def test_chart_is_safe_well_formed_and_free_of_style(chart):
    assert isinstance(chart, SafeString)
    assert "&lt;" not in chart
    tree = ElementTree.fromstring(chart)
    assert all("style" not in node.attrib for node in tree.iter())


def widths(chart):
    return [rect.get("width") for rect in ElementTree.fromstring(chart).iter("rect")]


@pytest.mark.parametrize(
    ("value", "total", "width"),
    [(3, 5, "60%"), (62, 100, "62%"), (7, 5, "100%"), (-1, 5, "0%"), (1, 3, "33.3%"), (0, 0, "0%")],
)
def test_bar_fills_its_share(value, total, width):
    assert widths(charts.bar(value, total)) == ["100%", width]


@pytest.mark.parametrize(("value", "total"), [(None, 5), (5, None)])
def test_bar_of_nothing_is_an_outline(value, total):
    chart = charts.bar(value, total)

    assert "k-unknown" in chart
    assert "k-fill" not in chart


def test_spark_spans_its_box_and_marks_the_newest():
    chart = charts.spark([1, 3, 2], width=96, height=28)

    assert re.findall(r'points="([^"]+)"', chart) == ["4,24 48,4 92,14"]
    assert '<circle cx="92" cy="14" r="3"/>' in chart


def test_spark_breaks_where_a_value_is_missing():
    assert charts.spark([1, 2, None, 2, 1]).count("<polyline") == 2


def test_spark_without_values_is_a_dash():
    assert charts.spark([]) == charts.spark([None, None]) == '<span class="k-muted">—</span>'


def test_spark_of_one_or_equal_values_divides_by_nothing():
    assert 'points="4,24 4,24"' in charts.spark([5])
    assert 'points="4,24 92,24"' in charts.spark([5, 5])


def test_line_starts_at_zero_and_states_its_target():
    chart = charts.line([0, 60, 120], 120, target=90)

    assert 'points="0,100 50,50 100,0"' in chart
    assert '<line class="k-target" x1="0" x2="100" y1="25" y2="25"/>' in chart


def test_line_leaves_a_gap_for_no_data():
    chart = charts.line([10, None, 10, 5], 10)

    assert chart.count("<polyline") == 2
    assert "k-target" not in chart


@pytest.mark.parametrize(("step", "filled"), [(None, 0), (0, 0), (1, 1), (4, 4)])
def test_phases_fill_up_to_the_step(step, filled):
    chart = charts.phases(step)

    assert (chart.count("k-fill"), chart.count("k-track")) == (filled, 4 - filled)


def test_ring_names_its_score():
    assert 'aria-label="Skor 87 dari 100"' in charts.ring(87)
    assert 'aria-label="Skor belum ada"' in charts.ring(None)
    assert ">—</text>" in charts.ring(None)
    assert "k-arc" not in charts.ring(None)


def test_track_places_the_ends_of_the_scale():
    chart = charts.track(1, 5, 3)

    assert '<circle class="k-start" cx="4%"' in chart
    assert '<circle class="k-now" cx="96%"' in chart
    assert '<line class="k-target" x1="50%"' in chart


def test_track_draws_only_what_is_known():
    chart = charts.track(2, None)

    assert "k-start" in chart
    assert not any(part in chart for part in ("k-now", "k-span", "k-target"))


@pytest.mark.parametrize(("value", "step"), [(None, 0), (0, 1), (39, 1), (40, 2), (70, 4), (85, 5), (100, 5)])
def test_colour_class_counts_the_thresholds(value, step):
    assert charts.colour_class(value, THRESHOLDS) == step


def test_tiles_are_the_thirty_eight_provinces_each_on_its_own_place():
    tiles = charts.tiles()

    assert len({tile.code for tile in tiles}) == len({(tile.row, tile.column) for tile in tiles}) == 38


def test_tile_map_links_every_province_that_is_given():
    cells = {
        "96": {"name": "Papua Barat Daya", "value": 64, "url": "/w/96/dasbor/"},
        "95": {"name": "Papua Pegunungan", "value": None, "url": "/w/95/dasbor/"},
        "91": {"name": "Papua <b>", "value": 0, "url": None},
    }

    chart = charts.tile_map(cells, THRESHOLDS, selected="96")

    assert chart.count("<a ") == 2
    assert 'class="k-tile k-r3 k-picked" aria-label="PBD, Papua Barat Daya: 64%"' in chart
    assert 'class="k-tile k-r0" aria-label="PPG, Papua Pegunungan: belum ada data"' in chart
    assert 'class="k-tile k-r1" role="img" aria-label="PAP, Papua &lt;b&gt;: 0%"' in chart
    assert chart.count('<g class="k-tile k-r0" aria-hidden="true">') == 35
