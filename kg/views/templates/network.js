"use strict";
/* The network page: draws what the data lays out, filters it, and opens cards. */
(() => {
  const { data, t, label, el, quote, byId } = kg;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const state = { level: "essential", selected: null, off: { status: new Set(), type: new Set() } };
  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  const network = new vis.Network(byId("mynetwork"), { nodes, edges }, data.options);
  const factsOf = new Map();
  for (const fact of kg.facts.values())
    for (const id of new Set([...fact.agents, ...fact.patients, ...fact.others, ...fact.sources].map((p) => p.node)))
      factsOf.set(id, [...(factsOf.get(id) || []), fact]);

  const theme = () => (dark.matches ? "dark" : "light");
  const ground = () => getComputedStyle(document.body).backgroundColor;
  const ink = () => getComputedStyle(document.body).color;
  const isOn = (fact) => !state.off.status.has(fact.status);
  const typeOn = (id) => !kg.entities.has(id) || !state.off.type.has(kg.entities.get(id).type);
  const shownFacts = (edge) => edge.facts.map((id) => kg.facts.get(id)).filter(isOn);

  function words(facts) {
    const lemmas = [...new Set(facts.map((fact) => fact.predicate))];
    const kept = lemmas.slice(0, 2).map((lemma) => (lemma.length > 28 ? `${lemma.slice(0, 27)}…` : lemma)).join(", ");
    return lemmas.length > 2 ? `${kept} +${lemmas.length - 2}` : kept;
  }
  function edgeLabel(edge, facts) {
    if (edge.role) return ["agent", "patient"].includes(edge.role) ? "" : t(`spoke.${edge.role}`);
    const hint = edge.standing === "unreal" ? ` (${t(`modality.${facts[0].modality}`)})` : "";
    return (edge.standing === "negative" ? "✗ " : "") + words(facts) + hint;
  }
  function tooltip(facts) {
    return facts.slice(0, 3).map((fact) => {
      const speaker = fact.sources.length ? `\n— ${t("said.by")} ${fact.sources.map((p) => kg.nameOf(p.node)).join(", ")}` : "";
      return `« ${fact.quotation.text.slice(0, 240)} »${speaker}`;
    }).join("\n\n");
  }
  function drawEdge(edge, facts, curvature) {
    const color = data.palette.lines[edge.standing][theme()];
    const dashes = edge.standing === "unreal" ? [2, 5] : edge.reported ? [9, 5] : false;
    return {
      id: edge.id, from: edge.from, to: edge.to, facts: edge.facts, label: edgeLabel(edge, facts), title: tooltip(facts), dashes,
      color: { color, highlight: color, hover: color }, width: edge.standing === "unreal" ? 1.2 : Math.min(1.4 + 0.5 * facts.length, 4),
      arrows: { to: { enabled: edge.role !== "agent", scaleFactor: 0.7 } },
      smooth: edge.from === edge.to ? undefined : { enabled: curvature !== 0, type: "curvedCW", roundness: curvature },
      font: { color, size: 13, strokeWidth: 5, strokeColor: ground() },
    };
  }
  function drawNode(node, [x, y]) {
    const style = node.kind === "event" ? null : data.palette.entities[node.type] || data.palette.entities.Entity;
    const [fill, line] = style ? style[theme()] : [ground(), data.palette.lines[node.standing][theme()]];
    return {
      id: node.id, label: node.label, title: node.kind === "event" ? tooltip([kg.facts.get(node.id)]) : node.name, x, y,
      shape: style ? style.shape : "box", margin: style && style.shape === "ellipse" ? 4 : 6, borderWidth: node.font > 15 ? 2.5 : 1.2,
      shapeProperties: { borderRadius: style ? style.radius : 9, borderDashes: !style && node.reported ? [6, 4] : false },
      color: { background: fill, border: line, highlight: { background: fill, border: ink() }, hover: { background: fill, border: ink() } },
      font: { size: node.font, color: style ? ink() : line },
    };
  }
  function replace(set, items) {
    const ids = new Set(items.map((item) => item.id));
    set.remove(set.getIds().filter((id) => !ids.has(id)));
    set.update(items);
  }
  function redraw() {
    const layout = data.levels[state.level];
    const lines = data.edges.filter((edge) => edge.id in layout.curvatures && typeOn(edge.from) && typeOn(edge.to) && shownFacts(edge).length);
    const ends = new Set(lines.flatMap((edge) => [edge.from, edge.to]));
    const filtered = state.off.status.size + state.off.type.size > 0;
    const kept = data.nodes.filter((node) => node.id in layout.positions && typeOn(node.id) && (ends.has(node.id) || !filtered));
    replace(nodes, kept.map((node) => drawNode(node, layout.positions[node.id])));
    replace(edges, lines.map((edge) => drawEdge(edge, shownFacts(edge), layout.curvatures[edge.id])));
    drawTable();
    const shown = new Set(lines.flatMap((edge) => shownFacts(edge).map((fact) => fact.id)));
    byId("announce").textContent = shown.size ? t("shown", { facts: shown.size, all: kg.facts.size }) : t("none");
  }
  function fit() {
    network.fit({ maxZoomLevel: 1.25, animation: false });
  }

  function drawTable() {
    const visible = [...kg.facts.values()].filter((fact) => isOn(fact) && [...fact.agents, ...fact.patients].every((p) => typeOn(p.node)));
    const names = (participants) => quote(participants.map((p) => kg.nameOf(p.node)).join(", "));
    const head = ["agent", "verb", "patient", "said.by", "status", "fact"].map((key) => el("th", { scope: "col" }, t(key)));
    const rows = visible.map((fact) => el("tr", {}, el("td", {}, names(fact.agents)), el("td", {}, quote(fact.predicate)),
      el("td", {}, names(fact.patients)), el("td", {}, names(fact.sources)), el("td", {}, t(`status.${fact.status}`)),
      el("td", {}, el("button", { type: "button", onclick: () => openFacts([fact.id]), "aria-label": cards.summary(fact).slice(0, 200) }, t("quotation")))));
    byId("table").replaceChildren(el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...rows)));
  }
  function show(card, selected) {
    state.selected = selected;
    byId("card").replaceChildren(...card);
    byId("back").hidden = selected === null;
    byId("panel").scrollTop = 0;
  }
  function overview() {
    network.unselectAll();
    const counts = ["asserted", "reported", "denied", "unreal"].map((status) => el("dd", {},
      el("span", { class: `badge ${status}` }, t(`status.${status}`)), ` ${[...kg.facts.values()].filter((f) => f.status === status).length} — ${t(`status.${status}.help`)}`));
    const actors = data.nodes.filter((node) => node.kind === "entity").sort((a, b) => b.weight - a.weight).slice(0, 10);
    show([el("article", { class: "card" }, el("p", { style: "margin-top:0" }, t("intro")), el("h3", {}, t("actors")),
      el("ul", {}, ...actors.map((node) => el("li", {}, el("button", { class: "row", type: "button", onclick: () => openEntity(node.id) },
        el("strong", {}, quote(node.name)), " ", quote(kg.entities.get(node.id).titles.slice(0, 1).join(""))))))),
      el("article", { class: "card" }, el("h3", {}, t("standing")), el("dl", { style: "display:block" }, ...counts))], null);
  }
  function openFacts(ids) {
    show(ids.map((id) => cards.fact(kg.facts.get(id))), () => openFacts(ids));
  }
  function openEntity(id) {
    show([cards.entity(kg.entities.get(id), factsOf.get(id) || [], (fact) => openFacts([fact]))], () => openEntity(id));
    if (nodes.get(id)) {
      network.selectNodes([id]);
      network.focus(id, { animation: false, scale: network.getScale() });
    }
  }
  function openNode(id) {
    if (kg.entities.has(id)) openEntity(id);
    else openFacts([id]);
  }

  function toggle(kind, value, button) {
    const off = state.off[kind];
    off.has(value) ? off.delete(value) : off.add(value);
    button.setAttribute("aria-pressed", String(!off.has(value)));
    redraw();
  }
  function legendButton(kind, value, text, sample, help) {
    const button = el("button", { type: "button", "aria-pressed": String(!state.off[kind].has(value)), title: help, "data-filter": value }, sample, text);
    button.addEventListener("click", () => toggle(kind, value, button));
    return button;
  }
  function drawLegend() {
    const strokes = { asserted: "solid", reported: "dashed", denied: "solid", unreal: "dotted" };
    byId("legend-status").replaceChildren(...Object.keys(strokes).map((status) => legendButton("status", status, t(`status.${status}`),
      el("span", { class: "stroke", style: `border-top-style:${strokes[status]};color:var(--${status})` }), t(`status.${status}.help`))));
    const types = [...new Set(data.nodes.filter((node) => node.kind === "entity" && node.id in data.levels[state.level].positions).map((node) => node.type))];
    byId("legend-types").replaceChildren(...Object.keys(data.palette.entities).filter((type) => types.includes(type)).map((type) => {
      const { shape, radius } = data.palette.entities[type], [fill, line] = data.palette.entities[type][theme()];
      const round = shape === "ellipse" ? "50%" : `${Math.min(radius, 6)}px`;
      return legendButton("type", type, label("entities", type), el("span", { class: "swatch", style: `background:${fill};border-color:${line};border-radius:${round}` }));
    }));
  }
  function setLevel(level) {
    state.level = level;
    for (const name of ["essential", "full"]) byId(`level-${name}`).setAttribute("aria-pressed", String(name === level));
    drawLegend();
    redraw();
    fit();
  }
  function toggleTable() {
    const open = byId("table").hidden;
    byId("table").hidden = !open;
    byId("mynetwork").style.visibility = open ? "hidden" : "visible";
    byId("table-toggle").setAttribute("aria-pressed", String(open));
  }
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  function search() {
    const wanted = fold(byId("search").value.trim());
    if (!wanted) return;
    const found = data.nodes.filter((node) => node.kind === "entity")
      .map((node) => [node, [node.name, ...kg.entities.get(node.id).names].map(fold)])
      .filter(([, names]) => names.some((name) => name.includes(wanted)))
      .sort(([a, namesA], [b, namesB]) => namesB.includes(wanted) - namesA.includes(wanted) || b.weight - a.weight);
    if (!found.length) {
      byId("announce").textContent = t("search.none");
      show([el("p", {}, t("search.none"))], search);
      return;
    }
    if (!(found[0][0].id in data.levels[state.level].positions)) setLevel("full");
    openEntity(found[0][0].id);
  }
  function drawHeader() {
    const [article] = kg.articles.values();
    const several = kg.articles.size > 1;
    byId("title").textContent = data.title;
    byId("byline").textContent = [article && !several ? article.name : "", article && !several ? article.publisher : "", article && !several ? article.published : "",
      t("shown", { facts: new Set(data.edges.flatMap((edge) => edge.facts)).size, all: kg.facts.size })].filter(Boolean).join(" · ");
  }
  function drawAll() {
    drawHeader();
    drawLegend();
    redraw();
    state.selected ? state.selected() : overview();
  }

  byId("actors").replaceChildren(...data.nodes.filter((node) => node.kind === "entity").map((node) => el("option", { value: node.name.slice(0, 80) })));
  byId("level-essential").addEventListener("click", () => setLevel("essential"));
  byId("level-full").addEventListener("click", () => setLevel("full"));
  byId("table-toggle").addEventListener("click", toggleTable);
  byId("fit").addEventListener("click", fit);
  byId("back").addEventListener("click", overview);
  byId("language").addEventListener("click", kg.switchLanguage);
  byId("search").addEventListener("change", search);
  byId("search").addEventListener("keydown", (event) => { if (event.key === "Enter") search(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && document.activeElement !== byId("search")) {
      event.preventDefault();
      byId("search").focus();
    }
    if (event.key === "Escape") overview();
  });
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) openNode(node);
    else if (edge !== undefined) openFacts(shownFacts(edges.get(edge)).map((fact) => fact.id));
    else overview();
  });
  dark.addEventListener("change", drawAll);
  addEventListener("resize", fit);
  kg.onLanguage(drawAll);
  kg.translate();
  drawAll();
  fit();
  kg.network = network;
})();
