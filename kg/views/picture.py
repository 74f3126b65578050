"""The network as a still picture, without a browser: SVG or PNG drawn by matplotlib."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Literal

from kg.errors import MissingExtra
from kg.views.bending import curve_point
from kg.views.network import LABEL_FONT, Network, Node, label_of
from kg.views.page import read_palette, style_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PictureFormat = Literal["svg", "png"]
DASHES = {"unreal": (1, (2, 4)), "reported": (0, (7, 4))}


def draw_picture(network: Network, kind: PictureFormat = "svg", level: str = "essential", dpi: int = 144) -> bytes:
    """The picture of one level of detail, as a file's content. Raises MissingExtra without matplotlib."""
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingExtra("a picture needs matplotlib: pip install 'kg[pictures]'.") from error
    positions = network.levels[level].positions
    boxes = [(x, y, *node.box) for node in network.nodes if (at := positions.get(node.id)) for x, y in [at]]
    left, right = min((x - w for x, _, w, _ in boxes), default=0), max((x + w for x, _, w, _ in boxes), default=1)
    top, bottom = min((y - h for _, y, _, h in boxes), default=0), max((y + h for _, y, _, h in boxes), default=1)
    with warnings.catch_warnings(), rc_context({"svg.hashsalt": "kg", "svg.fonttype": "none"}):
        warnings.filterwarnings("ignore", "Glyph .* missing")
        figure = Figure(figsize=((right - left) / 96, (bottom - top) / 96))
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(left, right), ylim=(bottom, top))
        axes.set_axis_off()
        _draw_edges(axes, network, level)
        for node in network.nodes:
            if node.id in positions:
                _draw_node(axes, node, *positions[node.id])
        content = io.BytesIO()
        figure.savefig(content, format=kind, dpi=dpi, metadata={"Date": None} if kind == "svg" else {"Software": None})
    return content.getvalue()


def _draw_edges(axes: Axes, network: Network, level: str) -> None:
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path

    placement = network.levels[level]
    nodes = {node.id: node for node in network.nodes}
    facts = {fact.id: fact for fact in network.account.facts}
    lines = {edge.id: edge.line for edge in network.edges}
    for edge, curvature in zip(network.members[level], placement.curvatures, strict=True):
        line = lines[edge]
        start, end = placement.positions[line.source], placement.positions[line.target]
        curve = [curve_point(start, end, curvature, i / 60) for i in range(61)]
        curve = [p for p in curve if not (_inside(p, start, nodes[line.source]) or _inside(p, end, nodes[line.target]))]
        if len(curve) < 2:
            continue
        color = read_palette()["lines"][line.standing]["light"]
        style = DASHES.get("unreal" if line.standing == "unreal" else "reported" if line.reported else "", "solid")
        axes.add_patch(
            FancyArrowPatch(
                path=Path(curve),
                arrowstyle="-" if line.role == "agent" else "-|>",
                mutation_scale=11,
                color=color,
                lw=1.1,
                linestyle=style,
                shrinkA=0,
                shrinkB=0,
            )
        )
        axes.text(
            *curve_point(start, end, curvature, 0.5),
            _plain(label_of(line, facts)),
            fontsize=LABEL_FONT * 0.6,
            color=color,
            ha="center",
            va="center",
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1},
        )


def _draw_node(axes: Axes, node: Node, x: float, y: float) -> None:
    from matplotlib.patches import Ellipse, FancyBboxPatch

    width, height = node.box
    style = style_of(node.type)
    line = read_palette()["lines"][node.standing]["light"]
    fill, edge = ("white", line) if node.kind == "event" else style["light"]
    paint = {"facecolor": fill, "edgecolor": edge, "linewidth": 1.6 if node.font > 15 else 0.9, "zorder": 3}
    if node.round:
        axes.add_patch(Ellipse((x, y), width, height, **paint))
    else:
        radius = 9 if node.kind == "event" else min(style["radius"], height / 2)
        axes.add_patch(
            FancyBboxPatch(
                (x - width / 2, y - height / 2), width, height, boxstyle=f"round,pad=0,rounding_size={radius}", **paint
            )
        )
    axes.text(
        x,
        y,
        _plain(node.label),
        fontsize=node.font * 0.62,
        ha="center",
        va="center",
        zorder=4,
        color=line if node.kind == "event" else "#16202c",
    )


def _inside(point: tuple[float, float], centre: tuple[float, float], node: Node) -> bool:
    width, height = node.box
    return abs(point[0] - centre[0]) < width / 2 + 3 and abs(point[1] - centre[1]) < height / 2 + 3


def _plain(text: str) -> str:
    """``text`` without what matplotlib reads as mathematics and without control characters, which XML forbids."""
    return "".join(c for c in text if c == "\n" or c.isprintable()).replace("$", r"\$")
