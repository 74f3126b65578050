"""Still pictures."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from kg.graph import Graph
from kg.views import network
from kg.views.picture import draw_picture
from kg.views.reading import read_account


@pytest.fixture(scope="module")
def seed_network(seed_graph: Graph) -> network.Network:
    return network.data(read_account(seed_graph.to_store()))


def test_svg_names_actors_and_verbs(seed_network: network.Network) -> None:
    root = ElementTree.fromstring(draw_picture(seed_network, "svg"))
    texts = {"".join(text.itertext()).strip() for text in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Jens Stoltenberg", "rencontrer", "✗ inviter", "rejoindre (voulu)"} <= texts


def test_same_network_same_bytes(seed_network: network.Network) -> None:
    assert draw_picture(seed_network, "svg") == draw_picture(seed_network, "svg")
    assert draw_picture(seed_network, "png") == draw_picture(seed_network, "png")


def test_png_is_a_picture_of_the_layout(seed_network: network.Network) -> None:
    content = draw_picture(seed_network, "png", dpi=96)
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") > 500


def test_hostile_names_are_drawn_as_text(hostile_graph: Graph) -> None:
    found = network.data(read_account(hostile_graph.to_store()))
    root = ElementTree.fromstring(draw_picture(found, "svg"))
    assert not [e for e in root.iter() if e.tag.endswith(("script", "image", "foreignObject"))]
    assert draw_picture(found, "png").startswith(b"\x89PNG")


def test_nothing_to_draw_is_an_empty_picture() -> None:
    assert draw_picture(network.data(read_account(Graph((), ()).to_store())), "svg").startswith(b"<?xml")
