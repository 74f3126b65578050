"use strict";
/* What is visible as a file: a picture (PNG, SVG), a graph (GraphML), triples (Turtle). */
(() => {
  const { data, t, byId } = kg;
  const SVG = "http://www.w3.org/2000/svg";
  const KG = "https://kg.example/ontology#", SAID = "https://kg.example/said#";

  function save(name, type, content) {
    const link = document.createElement("a");
    link.download = name;
    link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }
  const clean = (text) => String(text).replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
  const xml = (text) => clean(text).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

  function picture() {
    const canvas = document.querySelector("#mynetwork canvas"), copy = document.createElement("canvas");
    copy.width = canvas.width;
    copy.height = canvas.height;
    const context = copy.getContext("2d");
    context.fillStyle = kgStyle.ground();
    context.fillRect(0, 0, copy.width, copy.height);
    context.drawImage(canvas, 0, 0);
    return copy;
  }
  function png() {
    (kg.mapped() ? kgMap.picture() : picture()).toBlob((blob) => save("network.png", "image/png", blob), "image/png");
  }
  function shape(tag, attributes, text) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text !== undefined) element.textContent = clean(text);
    return element;
  }
  function path(edge) {
    const { from, to } = edge, via = edge.edgeType.getViaNode() || { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    const clip = (at, node) => {
      const angle = Math.atan2(at.y - node.y, at.x - node.x), reach = node.distanceToBorder(shape.context, angle);
      return { x: node.x + Math.cos(angle) * reach, y: node.y + Math.sin(angle) * reach };
    };
    const start = clip(via, from), end = clip(via, to);
    return { d: `M${start.x},${start.y} Q${via.x},${via.y} ${end.x},${end.y}`, middle: { x: (start.x + 2 * via.x + end.x) / 4, y: (start.y + 2 * via.y + end.y) / 4 } };
  }
  function lines(text, x, y, size, fill, halo) {
    const parts = text.split("\n"), top = y - ((parts.length - 1) * size * 1.2) / 2;
    const group = shape("text", { "font-size": size, fill, "text-anchor": "middle", "dominant-baseline": "central", ...(halo ? { stroke: halo, "stroke-width": 4, "paint-order": "stroke" } : {}) });
    parts.forEach((part, i) => group.append(shape("tspan", { x, y: top + i * size * 1.2 }, part)));
    return group;
  }
  function arrowHead() {
    const marker = shape("marker", { id: "to", viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 9, markerHeight: 9, orient: "auto", markerUnits: "userSpaceOnUse" });
    marker.append(shape("path", { d: "M0,1 L10,5 L0,9 z", fill: "context-stroke" }));
    return marker;
  }
  function frame(left, top, width, height) {
    const root = shape("svg", { xmlns: SVG, viewBox: [left, top, width, height].map(Math.round).join(" "), "font-family": "sans-serif", role: "img" });
    root.append(shape("title", {}, data.title), shape("rect", { x: left, y: top, width, height, fill: kgStyle.ground() }), arrowHead());
    return root;
  }
  function mapPicture() {
    const { width, height, nodes, edges } = kgMap.scene(), dashes = { plain: "none", solid: "none", dashed: "9 6", dotted: "2.5 4" };
    const root = frame(0, 0, width, height);
    for (const { from, to, color, width: stroke, type } of edges) root.append(shape("path", { d: `M${from.x},${from.y} L${to.x},${to.y}`, fill: "none", stroke: color, "stroke-width": stroke, "stroke-dasharray": dashes[type], ...(type === "plain" ? {} : { "marker-end": "url(#to)" }) }));
    for (const { x, y, radius, fill } of nodes) root.append(shape("circle", { cx: x, cy: y, r: radius, fill }));
    for (const { x, y, radius, label } of nodes.filter((node) => node.shown)) root.append(shape("text", { x: x + radius + 3, y: y + 4, "font-size": 13, fill: kgStyle.ink() }, label));
    return root;
  }
  function svg() {
    save("network.svg", "image/svg+xml", new XMLSerializer().serializeToString(kg.mapped() ? mapPicture() : networkPicture()));
  }
  function networkPicture() {
    const { nodes, edges, nodeIndices, edgeIndices } = kg.network.body;
    shape.context = document.querySelector("#mynetwork canvas").getContext("2d");
    const boxes = nodeIndices.map((id) => nodes[id].shape.boundingBox);
    const left = Math.min(...boxes.map((b) => b.left)) - 30, top = Math.min(...boxes.map((b) => b.top)) - 30;
    const width = Math.max(...boxes.map((b) => b.right)) + 30 - left, height = Math.max(...boxes.map((b) => b.bottom)) + 30 - top;
    const root = frame(left, top, width, height);
    for (const id of edgeIndices) {
      const edge = edges[id], item = kg.network.body.data.edges.get(id), { d, middle } = path(edge);
      root.append(shape("path", { d, fill: "none", stroke: item.color.color, "stroke-width": item.width, "stroke-dasharray": item.dashes ? item.dashes.join(" ") : "none",
        ...(item.arrows.to.enabled ? { "marker-end": "url(#to)" } : {}) }));
      if (item.label) root.append(lines(item.label, middle.x, middle.y, 13, item.color.color, kgStyle.ground()));
    }
    for (const id of nodeIndices) {
      const item = kg.network.body.data.nodes.get(id), b = nodes[id].shape.boundingBox, w = b.right - b.left, h = b.bottom - b.top;
      const paint = { fill: item.color.background, stroke: item.color.border, "stroke-width": item.borderWidth };
      root.append(item.shape === "ellipse" ? shape("ellipse", { cx: b.left + w / 2, cy: b.top + h / 2, rx: w / 2, ry: h / 2, ...paint })
        : shape("rect", { x: b.left, y: b.top, width: w, height: h, rx: item.shapeProperties.borderRadius, ...paint }));
      root.append(lines(item.label, b.left + w / 2, b.top + h / 2, item.font.size, item.font.color));
    }
    return root;
  }
  function graphml() {
    const { kept, lines } = kg.visible();
    const keys = { node: ["label", "type", "kind"], edge: ["label", "status", "speaker", "evidence", "role", "fact"] };
    const heads = Object.entries(keys).flatMap(([kind, names]) => names.map((name) => `<key id="${kind}-${name}" for="${kind}" attr.name="${name}" attr.type="string"/>`));
    const fields = (kind, values) => keys[kind].map((name) => `<data key="${kind}-${name}">${xml(values[name] ?? "")}</data>`).join("");
    const nodes = kept.map((node) => `<node id="${xml(node.id)}">${fields("node", { label: node.name, type: node.type, kind: node.kind })}</node>`);
    const edges = lines.flatMap((edge) => kg.shownFacts(edge).map((fact) => `<edge source="${xml(edge.from)}" target="${xml(edge.to)}">${fields("edge", {
      label: fact.predicate, status: fact.status, speaker: fact.sources.map((p) => kg.nameOf(p.node)).join("; "), evidence: fact.quotation.text, role: edge.role, fact: fact.id })}</edge>`));
    save("network.graphml", "application/xml", `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n${heads.join("\n")}\n<graph edgedefault="directed">\n${[...nodes, ...edges].join("\n")}\n</graph>\n</graphml>\n`);
  }
  const iri = (text) => `<${text.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`)}>`;
  const literal = (text) => `${JSON.stringify(text).replace(/\u007f/g, "\\u007F")}@fr`;
  function turtle() {
    const { kept, lines } = kg.visible();
    const facts = [...new Set(lines.flatMap((edge) => kg.shownFacts(edge)))];
    const triples = [];
    const add = (s, p, o) => triples.push(`${iri(s)} ${p} ${o} .`);
    for (const node of kept.filter((n) => n.kind === "entity")) {
      add(node.id, "a", "kg:Entity");
      if (node.type !== "Entity") add(node.id, "a", iri(KG + node.type));
      add(node.id, "rdfs:label", literal(node.name));
    }
    for (const fact of facts) {
      add(fact.id, "a", "kg:Fact");
      add(fact.id, "a", iri(KG + fact.type));
      add(fact.id, "kg:lemma", literal(fact.predicate));
      for (const name of ["polarity", "modality", "status"]) add(fact.id, `kg:${name}`, iri(KG + fact[name]));
      for (const p of [...fact.agents, ...fact.patients, ...fact.others.filter((one) => kg.entities.has(one.node))]) add(fact.id, iri(KG + p.role), iri(p.node));
      for (const p of fact.sources) add(fact.id, "kg:attributedTo", iri(p.node));
      add(fact.id, "<http://www.w3.org/ns/prov#wasDerivedFrom>", iri(fact.quotation.article));
      const space = { asserted: KG, reported: SAID }[fact.status], property = data.properties[fact.type];
      if (space && property) for (const a of fact.agents) for (const b of fact.patients) add(a.node, iri(space + property), iri(b.node));
    }
    save("network.ttl", "text/turtle", `@prefix kg: <${KG}> .\n@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\n${[...new Set(triples)].join("\n")}\n`);
  }
  for (const [name, run] of Object.entries({ png, svg, graphml, ttl: turtle })) {
    byId(`export-${name}`).addEventListener("click", run);
    byId(`export-${name}`).title = t("export");
  }
})();
