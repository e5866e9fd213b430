"""Shared templates: they hold with the least context, escape what they are given, and keep their contrasts."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string

from core.templatetags import layout

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLE_SHEET = "".join(path.read_text() for path in sorted((ROOT / "static/css").glob("*.css")))

STEPS = [
    {"label": "Rapport", "state": "done", "note": "12 Mar"},
    {"label": "Diagnostik", "state": "current"},
    {"label": "Rencana aksi", "state": "todo"},
]
LEAST = {
    "breadcrumb": {"trail": [{"label": "Kader", "url": "/kader/"}], "current": "Impor"},
    "empty": {"icon": "users", "title": "Belum ada kader"},
    "no_result": {"clear_url": "/kader/"},
    "notice": {"title": "Gagal memuat."},
    "kpi": {"label": "Punya mentor", "value": "64%"},
    "person": {"name": "Yohanis Kareth"},
    "stepper": {"label": "Fase", "steps": STEPS},
    "timeline": {"events": [{"title": "Sesi ke-14", "when": "7 Nov"}]},
    "progress": {"title": "Mengimpor", "done": 3020, "total": 4871},
    "funnel": {"maximum": 9, "steps": [{"label": "Ditetapkan", "count": 9}, {"label": "Rapport", "count": None}]},
    "plot": {"series": [1, None, 2], "maximum": 2, "ticks": ["2", "1", "0"], "labels": ["Sep", "Nov"]},
    "messages": {},
}


def flat(html):
    return " ".join(html.split())


@pytest.mark.parametrize("name", LEAST)
def test_component_renders_with_only_what_it_must_have(name):
    assert render_to_string(f"components/{name}.html", LEAST[name]).strip()


@pytest.mark.parametrize("name", ["empty", "notice", "kpi", "person"])
def test_component_escapes_what_it_is_given(name):
    context = {**LEAST[name], "title": "<b>", "label": "<b>", "name": "<b> Kareth"}

    assert "<b>" not in re.sub(r"<b>(?=&lt;)", "", render_to_string(f"components/{name}.html", context))


@pytest.mark.parametrize("frame", ["office", "phone", "plain"])
def test_frame_needs_no_context(frame):
    page = render_to_string(f"layout/{frame}.html")

    assert '<html lang="id"' in page
    assert page.count("<main") == 1


def test_office_marks_the_current_entry_and_counts_only_work():
    items = [
        {"label": "Kader", "icon": "users", "url": "/kader/", "count": 0, "current": True},
        {"label": "Pasangkan", "icon": "handshake", "url": "/pasangkan/", "count": 1460, "current": False},
    ]

    page = flat(render_to_string("layout/office.html", {"menu": [{"title": "Pembinaan", "items": items}]}))

    assert 'href="/kader/" aria-current="page"' in page
    assert page.count('class="k-count"') == 1
    assert "1.460" in page


def test_phone_loads_neither_bootstrap_script_nor_htmx():
    scripts = re.findall(r'src="([^"]+)"', render_to_string("layout/phone.html"))

    assert [Path(source).name for source in scripts] == ["theme.js", "menu.js", "field.js", "outbox.js"]


@pytest.mark.parametrize("code", ["400", "403", "404", "500", "403_csrf"])
def test_error_page_needs_no_context(code):
    assert "<h1>" in render_to_string(f"{code}.html")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_template_uses_only_classes_of_the_style_sheet(path):
    known = set(re.findall(r"\.(k-[\w-]+)", STYLE_SHEET))
    text = re.sub(r"k-(t-)?\{\{.*?\}\}|\{%.*?%\}|\{\{.*?\}\}", " ", path.read_text(), flags=re.DOTALL)
    written = " ".join(re.findall(r'class="([^"]*)"', text))

    assert {name for name in written.split() if name.startswith("k-")} <= known | {"k-needs-script"}


@pytest.mark.parametrize(
    ("tags", "url"), [("undo:/pasangan/7/urungkan/", "/pasangan/7/urungkan/"), ("other", ""), ("", "")]
)
def test_undo_url_comes_from_the_tags(tags, url):
    assert layout.undo_url(Message(25, "Beres", tags)) == url


def test_message_with_undo_offers_a_form():
    shown = render_to_string("components/messages.html", {"messages": [Message(25, "Dipasangkan", "undo:/urungkan/")]})

    assert '<form method="post" action="/urungkan/">' in shown
    assert 'role="status"' in shown


@pytest.mark.parametrize(
    ("query", "state", "link"),
    [
        ("", "none", "?urut=name"),
        ("urut=name&fase=2&hal=3", "ascending", "?urut=-name&amp;fase=2"),
        ("urut=-name", "descending", "?urut=name"),
        ("urut=level", "none", "?urut=name"),
    ],
)
def test_sort_header_says_its_state_and_turns_round(rf, query, state, link):
    page = Template('{% load layout %}{% sort_header "name" "Nama" "k-num" %}')

    heading = page.render(Context({"request": rf.get(f"/kader/?{query}")}))

    assert f'class="k-num" aria-sort="{state}"' in heading
    assert f'href="{link}"' in heading


def paginated(request, page):
    context = Context({"page": page, "request": request})
    context.request = request  # what {% querystring %} reads; saves the context processors
    return Template('{% include "components/pagination.html" %}').render(context)


def test_pagination_keeps_the_query_and_names_the_range(rf):
    page = Paginator(range(1284), 25).get_page(3)

    shown = paginated(rf.get("/?fase=2&hal=3"), page)

    assert "51–75 dari 1.284" in shown
    assert 'href="?fase=2&amp;hal=4"' in shown
    assert list(layout.page_numbers(page)) == [1, 2, 3, 4, "…", 52]


def test_pagination_of_nothing_says_so(rf):
    page = Paginator([], 25).get_page(1)

    assert "Tidak ada" in paginated(rf.get("/"), page)


# Contrast: the promises of the token table, computed.


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def tokens(theme):
    start = STYLE_SHEET.index({"light": ":root {", "dark": '[data-bs-theme="dark"] {'}[theme])
    block = STYLE_SHEET[start : STYLE_SHEET.index("}", start)]
    found = re.findall(r"--k-([\w-]+): (#[0-9a-f]{3,6})", block)
    return {name: value if len(value) == 7 else "#" + "".join(2 * c for c in value[1:]) for name, value in found}


TEXT_PAIRS = [
    *[(ink, ground) for ink in ("text", "muted", "brand") for ground in ("bg", "surface", "brand-soft")],
    *[(tone, f"{tone}-soft") for tone in ("good", "warn", "bad", "info")],
    *[(tone, "surface") for tone in ("good", "warn", "bad", "info")],
    *[("brand", f"{tone}-soft") for tone in ("good", "warn", "bad", "info")],
    ("on-brand", "brand"),
    ("surface", "text"),
    ("surface", "warn"),
    ("surface", "bad"),
    ("text", "track"),
    *[("ink-low", f"r{step}") for step in (1, 2, 3)],
    *[("ink-high", f"r{step}") for step in (4, 5)],
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_text_has_enough_contrast(theme, ink, ground):
    colours = tokens(theme)

    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["bg", "surface"])
def test_control_edges_have_enough_contrast(theme, ground):
    colours = tokens(theme)

    assert contrast(colours["edge"], colours[ground]) >= 3
