"""Flows as inline SVG: where from on the left, where to on the right. A table stands beside it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.templatetags.format import thousands

register = template.Library()

WIDTH, BAR, WORDS, GAP, SCALE = 640, 10, 150, 14, 260
#: A side keeps so much height for each node, however thin its flow, so that the words below each other can be read.
LEAST = 8


@register.simple_tag
def flow_chart(order: Sequence[tuple[str, str]], flows: Iterable[Any]) -> SafeString:
    """The flows (`origin`, `channel`, `steps`) between the nodes of `order`, (code, name), as bands of their width."""
    flows = list(flows)
    total = sum(flow.steps for flow in flows)
    if not total:
        return SafeString("")
    heights = {id(flow): max(1.0, SCALE * flow.steps / total) for flow in flows}
    left = _stack(order, [(flow.origin, heights[id(flow)]) for flow in flows])
    right = _stack(order, [(flow.channel, heights[id(flow)]) for flow in flows])
    start, end = WORDS + BAR, WIDTH - WORDS - BAR
    here, there = {code: y for code, y, _h in left}, {code: y for code, y, _h in right}
    bands = []
    for flow in _in_order(flows, [code for code, _name in order]):
        height, a, b = heights[id(flow)], here[flow.origin], there[flow.channel]
        here[flow.origin], there[flow.channel] = a + height, b + height
        bands.append(
            (_band(start, end, a, b, height), f"{flow.origin_name} → {flow.channel_name}: {thousands(flow.steps)}")
        )
    names = dict(order)
    bottom = max(y + max(height, LEAST) for _code, y, height in (*left, *right)) + GAP
    return format_html(
        '<svg class="k-flows" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>',
        WIDTH,
        round(bottom),
        _("Arus antarsaluran; angkanya di tabel"),
        format_html_join("", '<path class="k-flow" d="{}"><title>{}</title></path>', bands),
        _side(left, names, WORDS, WORDS - 8, "end"),
        _side(right, names, end, end + BAR + 8, "start"),
    )


def _in_order(flows: Sequence[Any], codes: Sequence[str]) -> list[Any]:
    place = {code: i for i, code in enumerate(codes)}
    return sorted(flows, key=lambda flow: (place[flow.origin], place[flow.channel]))


def _stack(order: Sequence[tuple[str, str]], parts: Sequence[tuple[str, float]]) -> list[tuple[str, float, float]]:
    """The nodes of one side that have any flow: code, where it begins, how high it is."""
    y, found = float(GAP), []
    for code, _name in order:
        height = sum(part for node, part in parts if node == code)
        if height:
            found.append((code, y, height))
            y += max(height, LEAST) + GAP
    return found


def _band(start: int, end: int, a: float, b: float, height: float) -> str:
    middle = (start + end) // 2
    return (
        f"M{start},{a:.1f} C{middle},{a:.1f} {middle},{b:.1f} {end},{b:.1f} "
        f"V{b + height:.1f} C{middle},{b + height:.1f} {middle},{a + height:.1f} {start},{a + height:.1f} Z"
    )


def _side(
    nodes: Sequence[tuple[str, float, float]], names: dict[str, str], x: int, words: int, anchor: str
) -> SafeString:
    return format_html_join(
        "",
        '<rect class="k-flow-node" x="{}" y="{}" width="{}" height="{}" rx="2"/>'
        '<text class="k-flow-name" x="{}" y="{}" text-anchor="{}">{}</text>',
        (
            (x, f"{y:.1f}", BAR, f"{height:.1f}", words, f"{y + height / 2 + 4:.1f}", anchor, names[code])
            for code, y, height in nodes
        ),
    )
