"use strict";
/* How facts and nodes look on the canvas: colours of the theme, dashes of the standing, words on the edges. */
const kgStyle = (() => {
  const { data, t } = kg;
  const ids = [...kg.facts.keys()];
  data.nodes = data.nodes.map(([number, font, weight, community, betweenness, label, name, type, standing = "positive", reported = 0]) => {
    const known = name === undefined ? { kind: "entity", ...data.entities[number] } : { kind: "event", id: ids[number], name, type };
    return { id: known.id, kind: known.kind, name: known.name, type: known.type, label: label || known.name, font, weight, community, betweenness, standing, reported: Boolean(reported) };
  });
  data.edges = data.edges.map(([from, to, facts, standing, reported, role = ""], i) => (
    { id: `e${i}`, from: data.nodes[from].id, to: data.nodes[to].id, facts: facts.map((fact) => ids[fact]), standing, reported: Boolean(reported), role }));
  if (data.map) data.map.positions = Object.fromEntries(data.map.positions.map((at, i) => [data.nodes[i].id, at]));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const HUES = ["Person", "Country", "Product", "Organization", "Event", "Group", "Place", "Concept"];
  const theme = () => (dark.matches ? "dark" : "light");
  const ground = () => getComputedStyle(document.body).backgroundColor;
  const ink = () => getComputedStyle(document.body).color;
  const typeStyle = (type) => data.palette.entities[type] || data.palette.entities.Entity;
  const lineColor = (standing) => data.palette.lines[standing][theme()];

  function words(facts) {
    const lemmas = [...new Set(facts.map((fact) => fact.predicate))];
    const kept = lemmas.slice(0, 2).map((lemma) => (lemma.length > 28 ? `${lemma.slice(0, 27)}…` : lemma)).join(", ");
    return lemmas.length > 2 ? `${kept} +${lemmas.length - 2}` : kept;
  }
  function edgeLabel(edge, facts) {
    if (edge.role) return ["agent", "patient"].includes(edge.role) ? "" : kg.spoke(edge.role);
    const hint = edge.standing === "unreal" ? ` (${t(`modality.${facts[0].modality}`)})` : "";
    return wrap((edge.standing === "negative" ? "✗ " : "") + words(facts) + hint);
  }
  /* As ``label_of`` wraps, for which the layout leaves room. */
  function wrap(text, width = 18) {
    return text.split(/\s+/).reduce((lines, word) => {
      const last = lines.at(-1);
      return last !== undefined && last.length + 1 + word.length <= width ? [...lines.slice(0, -1), `${last} ${word}`] : [...lines, word];
    }, []).join("\n");
  }
  function tooltip(facts) {
    return facts.slice(0, 3).map((fact) => {
      const speaker = fact.sources.length ? `\n— ${t("said.by")} ${fact.sources.map((p) => kg.nameOf(p.node)).join(", ")}` : "";
      return `« ${fact.quotation.text.slice(0, 240)} »${speaker}`;
    }).join("\n\n");
  }
  function edge(edge, facts, curvature) {
    const color = lineColor(edge.standing);
    return {
      id: edge.id, from: edge.from, to: edge.to, facts: edge.facts, label: edgeLabel(edge, facts), title: tooltip(facts),
      dashes: edge.standing === "unreal" ? [2, 5] : edge.reported ? [9, 5] : false,
      color: { color, highlight: color, hover: color }, width: edge.standing === "unreal" ? 1.2 : Math.min(1.4 + 0.5 * facts.length, 4),
      arrows: { to: { enabled: edge.role !== "agent", scaleFactor: 0.7 } },
      smooth: { enabled: curvature !== 0, type: "curvedCW", roundness: curvature },
      font: { color, size: 13, strokeWidth: 5, strokeColor: ground() },
    };
  }
  function colors(node, coloring) {
    if (node.kind === "event") return [ground(), lineColor(node.standing)];
    return typeStyle(coloring === "community" ? HUES[node.community % HUES.length] : node.type)[theme()];
  }
  function node(node, [x, y], { coloring, sizing }) {
    const style = node.kind === "event" ? { shape: "box", radius: 9 } : typeStyle(node.type);
    const [background, border] = colors(node, coloring);
    const size = sizing === "betweenness" && node.kind === "entity" ? 12 + Math.round(10 * node.betweenness) : node.font;
    return {
      id: node.id, label: node.label, title: node.kind === "event" ? tooltip([kg.facts.get(node.id)]) : node.name.slice(0, 300), x, y,
      shape: style.shape, margin: style.shape === "ellipse" ? 4 : 6, borderWidth: size > 18 ? 3 : size > 15 ? 2 : 1.2,
      shapeProperties: { borderRadius: style.radius, borderDashes: node.kind === "event" && node.reported ? [6, 4] : false },
      color: { background, border, highlight: { background, border: ink() }, hover: { background, border: ink() } },
      font: { size, color: node.kind === "event" ? border : ink() },
    };
  }
  return { node, edge, colors, lineColor, typeStyle, theme, ground, ink, dark };
})();
