"use strict";
/* The network page: draws what the data lays out, filters it, opens cards, keeps its state in the address. */
(() => {
  const { data, t, label, el, quote, byId, pressed } = kg;
  const STATUSES = { asserted: "solid", reported: "dashed", denied: "solid", unreal: "dotted" };
  const state = {
    level: "essential", off: { status: new Set(), type: new Set() }, source: "", group: "", from: "", until: "", focus: "", depth: 1,
    leaves: false, size: "degree", color: "type", table: false, open: new Set(),
  };
  const nodes = new vis.DataSet(), edges = new vis.DataSet();
  const network = new vis.Network(byId("mynetwork"), { nodes, edges }, data.options);
  const actors = data.nodes.filter((node) => node.kind === "entity").sort((a, b) => Number(kg.entities.get(b.id).named) - Number(kg.entities.get(a.id).named) || b.weight - a.weight);
  const order = new Map([...kg.facts.keys()].map((id, i) => [id, i]));
  const layout = () => data.levels[state.level];
  const map = kgMap && kgMap.possible ? kgMap : null;
  const mapped = () => map !== null && state.level === "full" && !state.focus;  /* is everything drawn, in WebGL? */
  const typeOn = (id) => !kg.entities.has(id) || !state.off.type.has(kg.entities.get(id).type);

  function isOn(fact) {
    const { earliest, latest } = fact, dated = earliest || latest;
    return !state.off.status.has(fact.status) && (!state.source || fact.quotation.article === state.source)
      && (!state.group || fact.group === state.group) && (!state.from || (dated && (latest || earliest) >= state.from))
      && (!state.until || (dated && (earliest || latest) <= state.until));
  }
  const shownFacts = (edge) => edge.facts.map((id) => kg.facts.get(id)).filter(isOn);

  function near(lines, start, depth) {
    let reached = new Set([start]);
    for (let step = 0; step < depth; step++) {
      const events = lines.filter((e) => reached.has(e.from) || reached.has(e.to)).flatMap((e) => [e.from, e.to]).filter((id) => !kg.entities.has(id));
      const hubs = new Set([...reached, ...events]);
      reached = new Set([...hubs, ...lines.filter((e) => hubs.has(e.from) || hubs.has(e.to)).flatMap((e) => [e.from, e.to])]);
    }
    return reached;
  }
  const afar = () => state.focus && (map !== null || !(state.focus in data.levels.full.positions));  /* too far from the main actors to be laid out ahead */
  function visible() {
    let lines = data.edges.filter((edge) => (afar() || mapped() || edge.id in layout().curvatures) && typeOn(edge.from) && typeOn(edge.to) && shownFacts(edge).length);
    if (state.leaves) {
      const degree = new Map();
      for (const id of lines.flatMap((edge) => [edge.from, edge.to])) degree.set(id, (degree.get(id) || 0) + 1);
      lines = lines.filter((edge) => degree.get(edge.from) > 1 && degree.get(edge.to) > 1);
    }
    if (state.focus) {
      let reached = near(lines, state.focus, state.depth);
      if (afar() && reached.size > 150) reached = new Set([state.focus, ...actors.filter((node) => reached.has(node.id)).slice(0, 149).map((node) => node.id)]);
      lines = lines.filter((edge) => reached.has(edge.from) && reached.has(edge.to));
    }
    const ends = new Set(lines.flatMap((edge) => [edge.from, edge.to]));
    return { lines, kept: data.nodes.filter((node) => ends.has(node.id) || node.id === state.focus) };
  }
  function replace(set, items) {
    const ids = new Set(items.map((item) => item.id));
    set.remove(set.getIds().filter((id) => !ids.has(id)));
    set.update(items);
  }
  /* Why nothing is drawn. */
  function absence() {
    if (!kg.facts.size) return t("empty");
    if (!data.edges.length) return t("empty.drawn", { facts: kg.facts.size });
    return t(Object.keys(layout().curvatures).length || mapped() ? "none" : "empty.level");
  }
  function redraw() {
    const { lines, kept } = visible();
    mapped() ? map.draw(lines, kept, { open: state.open, coloring: state.color, sizing: state.size }) : drawNetwork(lines, kept);
    const shown = [...new Set(lines.flatMap((edge) => shownFacts(edge)))];
    drawTable(shown);
    kg.message(shown.length ? t("shown", { facts: shown.length, all: kg.facts.size }) : absence());
    byId("empty").hidden = shown.length > 0;
    byId("empty").textContent = shown.length ? "" : absence();
    byId("unfocus").hidden = !state.focus;
    remember();
  }
  function drawNetwork(lines, kept) {
    const { positions, curvatures } = layout(), far = afar();
    if (far) nodes.clear();
    replace(nodes, kept.map((node) => kgStyle.node(node, far ? [] : positions[node.id], { coloring: state.color, sizing: state.size })));
    replace(edges, lines.map((edge) => kgStyle.edge(edge, shownFacts(edge), far ? 0 : curvatures[edge.id])));
    if (far) settle();
  }
  function settle() {
    network.setOptions({ physics: { enabled: true, solver: "forceAtlas2Based", forceAtlas2Based: { springLength: 120, avoidOverlap: 0.6 }, stabilization: { iterations: 150 } } });
    network.stabilize(150);
    network.setOptions({ physics: { enabled: false } });
  }
  const fit = () => (mapped() ? map.fit() : network.fit({ maxZoomLevel: 1.25, animation: false }));
  function refresh() {
    drawTools();
    redraw();
    if (!mapped()) fit();
  }
  function setOpen(groups) {
    state.open = new Set(groups);
    drawTools();
    redraw();
  }
  function reveal(id) {
    const group = map.group(id);
    if (group !== undefined && !map.has(id)) {
      setOpen([...state.open, group]);
      map.approach(group);
    }
    map.choose(id);
  }

  function drawTable(facts) {
    const names = (participants) => quote(participants.map((p) => kg.nameOf(p.node)).join(", "));
    const head = ["agent", "verb", "patient", "said.by", "status", "fact"].map((key) => el("th", { scope: "col" }, t(key)));
    const row = (fact) => el("tr", {}, el("td", {}, names(fact.agents)),
      el("td", {}, quote(fact.predicate)), el("td", {}, names(fact.patients)), el("td", {}, names(fact.sources)), el("td", {}, t(`status.${fact.status}`)),
      el("td", {}, el("button", { type: "button", onclick: () => kg.openFacts([fact.id]), "aria-label": kgCards.summary(fact).slice(0, 200) }, t("quotation"))));
    const body = el("tbody"), more = kg.fill(body, facts.sort((a, b) => order.get(a.id) - order.get(b.id)), row);
    byId("table").replaceChildren(...[el("table", {}, el("thead", {}, el("tr", {}, ...head)), body), more].filter(Boolean));
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
    byId("legend-status").replaceChildren(...Object.keys(STATUSES).map((status) => legendButton("status", status, t(`status.${status}`),
      el("span", { class: "stroke", style: `border-top-style:${STATUSES[status]};color:var(--${status})` }), t(`status.${status}.help`))));
    const types = new Set(actors.filter((node) => mapped() || node.id in layout().positions).map((node) => node.type));
    byId("legend-types").replaceChildren(...[...new Set([...Object.keys(data.palette.entities), ...types])].filter((type) => types.has(type)).map((type) => {
      const style = kgStyle.typeStyle(type), [fill, line] = style[kgStyle.theme()];
      const round = style.shape === "ellipse" ? "50%" : `${Math.min(style.radius, 6)}px`;
      return legendButton("type", type, label("entities", type), el("span", { class: "swatch", style: `background:${fill};border-color:${line};border-radius:${round}` }));
    }));
  }
  function options(id, entries) {
    byId(id).replaceChildren(...entries.map(([value, text]) => el("option", { value }, text)));
    byId(id).value = state[id];
  }
  function drawTools() {
    options("source", [["", t("all")], ...[...kg.articles.values()].map((article) => [article.id, article.title || article.name])]);
    options("group", [["", t("all")], ...[...new Set([...kg.facts.values()].map((fact) => fact.group))].sort().map((group) => [group, t(`group.${group}`)])]);
    for (const id of ["from", "until", "depth", "size", "color"]) byId(id).value = state[id];
    for (const level of ["essential", "full"]) pressed(`level-${level}`, state.level === level);
    pressed("leaves", state.leaves);
    pressed("table-toggle", state.table);
    byId("table").hidden = !state.table;
    byId("mynetwork").hidden = mapped();
    byId("mymap").hidden = !mapped();
    for (const id of ["unroll", "physics"]) byId(id).hidden = (id === "unroll") !== mapped();
    pressed("unroll", state.open.size > 0);
    byId("unroll").textContent = t(state.open.size ? "roll" : "unroll");
  }
  function setLevel(level) {
    state.level = level;
    drawLegend();
    refresh();
    fit();
  }
  function setFocus(id) {
    state.focus = id;
    if (id && !(id in layout().positions) && id in data.levels.full.positions) setLevel("full");
    else refresh();
  }
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  function search() {
    const wanted = fold(byId("search").value.trim());
    if (!wanted) return;
    const found = data.entities.map((entity) => [entity, [entity.name, ...entity.names].map(fold)])
      .filter(([, names]) => names.some((name) => name.includes(wanted)))
      .sort(([a, namesA], [b, namesB]) => namesB.includes(wanted) - namesA.includes(wanted) || kg.factsOf.get(b.id).length - kg.factsOf.get(a.id).length);
    if (!found.length) {
      kg.message(t("search.none"));
      kg.show([el("p", {}, t("search.none"))], search);
      return;
    }
    const id = found[0][0].id;
    const drawn = data.nodes.some((node) => node.id === id);
    if (map === null && id in data.levels.full.positions && !(id in layout().positions)) setLevel("full");
    else if (!mapped() && drawn && !(id in layout().positions)) setFocus(id);
    kg.openEntity(id);
  }

  function remember() {
    const fields = { lang: kg.language() === "en" ? "en" : "", level: state.level === "full" ? "full" : "", focus: state.focus, depth: state.depth > 1 ? state.depth : "",
      off: [...state.off.status, ...state.off.type].join(","), source: state.source, group: state.group, from: state.from, until: state.until,
      leaves: state.leaves ? "1" : "", open: state.open.size === map?.groups ? "all" : [...state.open].join(), size: state.size === "degree" ? "" : state.size, color: state.color === "type" ? "" : state.color, table: state.table ? "1" : "" };
    const words = Object.entries(fields).filter(([, value]) => value !== "").map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    try {
      history.replaceState(null, "", words.length ? `#${words.join("&")}` : location.pathname);
    } catch {
      /* a page inside a sandboxed frame has no address of its own */
    }
  }
  function recall() {
    const words = new URLSearchParams(location.hash.slice(1));
    const known = (name, values) => (values.includes(words.get(name)) ? words.get(name) : state[name]);
    state.level = known("level", ["full"]);
    state.size = known("size", ["betweenness"]);
    state.color = known("color", ["community"]);
    state.source = known("source", [...kg.articles.keys()]);
    state.group = known("group", [...kg.facts.values()].map((fact) => fact.group));
    state.focus = known("focus", data.nodes.map((node) => node.id));
    state.depth = Number(known("depth", ["2", "3"]));
    for (const name of ["from", "until"]) if (/^\d{4}-\d\d-\d\d$/.test(words.get(name) || "")) state[name] = words.get(name);
    state.leaves = words.get("leaves") === "1";
    state.table = words.get("table") === "1";
    if (map) state.open = new Set(words.get("open") === "all" ? Array(map.groups).keys() : (words.get("open") || "").split(",").filter((word) => /^\d+$/.test(word) && word < map.groups).map(Number));
    for (const value of (words.get("off") || "").split(",").filter(Boolean)) state.off[value in STATUSES ? "status" : "type"].add(value);
    if (state.focus in data.levels.full.positions && !(state.focus in layout().positions)) state.level = "full";
  }

  kg.view.overview = () => [...(mapped() ? [el("p", {}, t("map.hint"))] : kgMap && !map ? [el("p", {}, t("map.without"))] : []), kgCards.actors(actors.slice(0, 10).map((node) => node.id), data.view === "events" ? "events.intro" : "intro"), kgCards.standing()];
  kg.view.opened = (id) => {
    if (mapped()) id ? reveal(id) : map.choose(null);
    else if (id && nodes.get(id)) {
      network.selectNodes([id]);
      const { x, y } = network.canvasToDOM(network.getPosition(id)), { clientWidth, clientHeight } = byId("mynetwork");
      if (x < 0 || y < 0 || x > clientWidth || y > clientHeight) network.moveTo({ position: network.getPosition(id), animation: false });
    } else network.unselectAll();
  };
  kg.view.draw = () => {
    drawTools();
    drawLegend();
    redraw();
  };
  byId("actors").replaceChildren(...actors.slice(0, 500).map((node) => el("option", { value: node.name.slice(0, 80) })));
  byId("search").addEventListener("change", search);
  byId("search").addEventListener("keydown", (event) => { if (event.key === "Enter") search(); });
  byId("level-essential").addEventListener("click", () => setLevel("essential"));
  byId("level-full").addEventListener("click", () => setLevel("full"));
  byId("fit").addEventListener("click", fit);
  byId("unfocus").addEventListener("click", () => setFocus(""));
  byId("table-toggle").addEventListener("click", () => {
    state.table = !state.table;
    drawTools();
    remember();
    fit();
  });
  byId("tools-toggle").addEventListener("click", () => {
    const open = byId("tools").hidden;
    byId("tools").hidden = !open;
    byId("tools-toggle").setAttribute("aria-expanded", String(open));
    pressed("tools-toggle", open);
    fit();
  });
  byId("leaves").addEventListener("click", () => {
    state.leaves = !state.leaves;
    drawTools();
    refresh();
  });
  byId("physics").addEventListener("click", () => {
    const on = byId("physics").getAttribute("aria-pressed") !== "true";
    pressed("physics", on);
    network.setOptions({ physics: { enabled: on, stabilization: { iterations: 150 } } });
    if (!on) refresh();
  });
  for (const id of ["source", "group", "from", "until", "depth", "size", "color"]) byId(id).addEventListener("change", () => {
    state[id] = id === "depth" ? Number(byId(id).value) : byId(id).value;
    refresh();
  });
  byId("unroll").addEventListener("click", () => setOpen(state.open.size ? [] : Array(map.groups).keys()));
  map?.on("node", (id) => (kg.entities.has(id) ? kg.openEntity(id) : kg.openFacts([id])));
  map?.on("group", (i) => {
    setOpen([...state.open, i]);
    map.approach(i);
  });
  map?.on("edge", (lines) => kg.openFacts([...new Set(lines.flatMap((line) => shownFacts(line).map((fact) => fact.id)))]));
  map?.on("focus", (id) => setFocus(id));
  map?.on("ground", () => kg.overview());
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) kg.entities.has(node) ? kg.openEntity(node) : kg.openFacts([node]);
    else if (edge !== undefined) kg.openFacts(shownFacts(edges.get(edge)).map((fact) => fact.id));
    else kg.overview();
  });
  network.on("doubleClick", ({ nodes: [node] }) => setFocus(node === undefined ? "" : node));
  kgStyle.dark.addEventListener("change", kg.start);
  addEventListener("resize", fit);
  kg.network = network;
  kg.mapped = mapped;
  kg.visible = visible;
  kg.shownFacts = shownFacts;
  recall();
  kg.start();
  fit();
  const shown = new ResizeObserver(([{ contentRect: { width, height } }]) => {  /* a frame in a notebook is drawn before it has a size */
    if (!width || !height) return;
    shown.disconnect();
    fit();
  });
  shown.observe(document.querySelector(".canvas"));
})();
