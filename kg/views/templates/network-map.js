"use strict";
/* All of a network too large to be read, in WebGL: each community one disc until it is opened. null in a small network. */
const kgMap = (() => {
  const { data, t, byId } = kg;
  if (!data.map) return null;
  if (!document.createElement("canvas").getContext("webgl2")) return { possible: false };
  const MANY = 4000;
  const NEAR = [2, 4].flatMap((d) => [[0, d], [0, -d], [d, 0], [-d, 0]]);  /* a line is thinner than a fingertip */
  const stage = byId("mymap"), known = new Map(data.nodes.map((node) => [node.id, node])), groups = data.map.groups;
  const place = (node) => data.map.positions[node.id];
  const disc = (i) => `disc ${i}`;
  const heard = {};
  let sigma = null, graph = new kgSigma.MultiDirectedGraph(), chosen = null;

  /* ``color`` (#rrggbb) as if the ground showed through it; ``share`` of it is left. */
  function fade(color, share) {
    const ground = kgStyle.ground().match(/\d+/g).map(Number);
    const mixed = [1, 3, 5].map((i, k) => Math.round(parseInt(color.slice(i, i + 2), 16) * share + ground[k] * (1 - share)));
    return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  }
  function hover(context, item, settings) {
    if (!item.label) return;
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    const width = context.measureText(item.label).width, height = settings.labelSize + 8;
    context.fillStyle = kgStyle.ground();
    context.strokeStyle = kgStyle.ink();
    context.beginPath();
    context.roundRect(item.x - item.size - 3, item.y - Math.max(height / 2, item.size + 3), width + 2 * item.size + 14, Math.max(height, 2 * item.size + 6), 6);
    context.fill();
    context.stroke();
    kgSigma.drawDiscNodeLabel(context, item, settings);
  }
  function start() {
    sigma = new kgSigma.Sigma(graph, stage, {
      allowInvalidContainer: true, enableEdgeEvents: true, zIndex: true, renderEdgeLabels: false, hideEdgesOnMove: false, hideLabelsOnMove: true, 
      labelFont: "sans-serif", labelSize: 13, labelColor: { color: kgStyle.ink() }, labelRenderedSizeThreshold: 4, labelGridCellSize: 160, labelDensity: 0.7,
      defaultEdgeType: "solid", edgeProgramClasses: kgSigma.lines, defaultDrawNodeHover: hover,
      nodeReducer: (id, item) => (id === chosen ? { ...item, highlighted: true, zIndex: 2 } : item),
    });
    const xs = Object.values(data.map.positions).map(([x]) => x), ys = Object.values(data.map.positions).map(([, y]) => -y);
    const range = (values) => values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
    sigma.setCustomBBox({ x: range(xs), y: range(ys) });
    sigma.on("clickNode", ({ node }) => { const item = graph.getNodeAttributes(node); item.group === undefined ? heard.node(node) : heard.group(item.group); });
    sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      if (graph.getNodeAttribute(node, "group") === undefined) heard.focus(node);
    });
    sigma.on("clickEdge", ({ edge }) => heard.edge(beside(edge)));
    sigma.on("clickStage", ({ event }) => {
      const edge = NEAR.map(([dx, dy]) => sigma.getEdgeAtPoint(event.x + dx, event.y + dy)).find((id) => id !== null);
      edge === undefined ? heard.ground() : heard.edge(beside(edge));
    });
    stage.addEventListener("keydown", steer);
    stage.tabIndex = 0;
    kgStyle.dark.addEventListener("change", () => sigma.setSetting("labelColor", { color: kgStyle.ink() }));
  }
  /* All lines between the same two nodes: straight ones hide each other. */
  function beside(edge) {
    const [one, other] = graph.extremities(edge);
    return graph.edges(one, other).flatMap((id) => graph.getEdgeAttribute(id, "lines"));
  }
  function steer(event) {
    const camera = sigma.getCamera(), { x, y, ratio } = camera.getState(), step = 0.12 * ratio;
    const moves = { ArrowLeft: [-step, 0, 1], ArrowRight: [step, 0, 1], ArrowUp: [0, step, 1], ArrowDown: [0, -step, 1], "+": [0, 0, 0.75], "-": [0, 0, 1 / 0.75] };
    if (!(event.key in moves)) return;
    event.preventDefault();
    const [dx, dy, zoom] = moves[event.key];
    camera.setState({ x: x + dx, y: y + dy, ratio: ratio * zoom });
  }
  function sum(members) {
    const rank = (node) => (node.kind === "entity" ? 1000 * kg.entities.get(node.id).named + node.weight : -1);
    const first = members.reduce((best, node) => (rank(node) > rank(best) ? node : best)).label.replace("\n", " ");
    return members.length > 1 ? `${first} +${members.length - 1}` : first;
  }
  function addNodes(next, kept, { open, coloring, sizing }) {
    const closed = new Map();
    for (const node of kept) {
      if (open.has(node.community)) {
        const [x, y] = place(node), weight = sizing === "betweenness" ? 12 * node.betweenness : Math.sqrt(node.weight);
        next.addNode(node.id, { x, y: -y, label: node.label.replace("\n", " "), size: 2.5 + Math.min(1.3 * weight, 14), color: kgStyle.colors(node, coloring)[1], zIndex: 1 });
      } else if (closed.has(node.community)) closed.get(node.community).push(node);
      else closed.set(node.community, [node]);
    }
    for (const [i, members] of closed) {
      const [x, y] = groups[i];
      next.addNode(disc(i), { x, y: -y, group: i, label: sum(members), size: 4 + Math.min(0.8 * Math.sqrt(members.length), 30), color: kgStyle.colors({ ...members[0], kind: "entity", type: "Concept" }, coloring)[1], zIndex: 0 });
    }
  }
  function addEdges(next, lines, open) {
    const bundles = new Map(), share = lines.length > MANY ? 0.35 : 0.85;
    const colors = Object.fromEntries(["positive", "negative", "unreal"].map((standing) => [standing, fade(kgStyle.lineColor(standing), share)]));
    const end = (id) => (open.has(known.get(id).community) ? id : disc(known.get(id).community));
    for (const line of lines) {
      const from = end(line.from), to = end(line.to);
      if (from === line.from && to === line.to) {
        const style = line.standing === "unreal" ? "dotted" : line.reported ? "dashed" : "solid";
        next.addEdgeWithKey(line.id, from, to, { lines: [line], type: style, size: 1 + 0.4 * Math.min(line.facts.length, 5), color: colors[line.standing] });
      } else if (from !== to) {
        const key = [from, to].sort().join(" – "), bundle = bundles.get(key) || { from, to, lines: [], both: false };
        bundle.lines.push(line);
        bundle.both ||= bundle.from !== from;
        bundles.set(key, bundle);
      }
    }
    const most = Math.max(...[...bundles.values()].map((bundle) => bundle.lines.length), 2);
    for (const [key, { from, to, lines: bundle, both }] of bundles) {
      const all = (test) => bundle.every(test), strength = Math.log2(bundle.length) / Math.log2(most);
      const type = both ? "plain" : all((line) => line.standing === "unreal") ? "dotted" : all((line) => line.reported) ? "dashed" : "solid";
      const standing = all((line) => line.standing === "negative") ? "negative" : "unreal";
      next.addEdgeWithKey(key, from, to, { lines: bundle, type, size: 0.8 + 3 * strength, color: fade(kgStyle.lineColor(standing), 0.3 + 0.55 * strength) });
    }
  }
  /* ``lines`` and ``kept`` as the filters leave them; ``open`` are the communities whose members show. */
  function draw(lines, kept, options) {
    const next = new kgSigma.MultiDirectedGraph();
    addNodes(next, kept, options);
    addEdges(next, lines, options.open);
    graph = next;
    sigma ? sigma.setGraph(graph) : start();
    sigma.setSetting("minEdgeThickness", lines.length > MANY ? 0.8 : 2);
  }
  const fit = () => sigma && sigma.getCamera().setState({ x: 0.5, y: 0.5, ratio: 1.05, angle: 0 });
  const framed = (x, y) => sigma.viewportToFramedGraph(sigma.graphToViewport({ x, y: -y }));
  function approach(i) {
    const [x, y, radius] = groups[i], centre = framed(x, y), edge = framed(x + radius, y);
    sigma.getCamera().setState({ ...centre, ratio: Math.min(Math.max(2.6 * Math.abs(edge.x - centre.x), 0.02), 1.05) });
  }
  function choose(id) {
    chosen = id;
    if (!sigma) return;
    sigma.refresh({ skipIndexation: true });
    if (!id || !graph.hasNode(id)) return;
    const { x, y } = sigma.graphToViewport(graph.getNodeAttributes(id));
    if (x < 0 || y < 0 || x > stage.clientWidth || y > stage.clientHeight) sigma.getCamera().setState(sigma.viewportToFramedGraph({ x, y }));
  }
  function picture() {
    sigma.refresh();
    const layers = Object.values(sigma.getCanvases()), copy = document.createElement("canvas");
    copy.width = layers[0].width;
    copy.height = layers[0].height;
    const context = copy.getContext("2d");
    context.fillStyle = kgStyle.ground();
    context.fillRect(0, 0, copy.width, copy.height);
    for (const layer of layers) context.drawImage(layer, 0, 0, copy.width, copy.height);
    return copy;
  }
  /* What is drawn, in pixels of the stage. */
  function scene() {
    const at = (id) => sigma.graphToViewport(graph.getNodeAttributes(id));
    return {
      width: stage.clientWidth, height: stage.clientHeight,
      nodes: graph.mapNodes((id, item) => ({ ...at(id), radius: sigma.scaleSize(item.size), fill: item.color, label: item.label, shown: sigma.getNodeDisplayedLabels().has(id) })),
      edges: graph.mapEdges((id, item, source, target) => ({ from: at(source), to: at(target), color: item.color, width: item.size, type: item.type })),
    };
  }
  return {
    possible: true, draw, fit, approach, choose, picture, scene, has: (id) => graph.hasNode(id), group: (id) => (known.has(id) ? known.get(id).community : undefined),
    on: (name, act) => { heard[name] = act; }, groups: groups.length, sigma: () => sigma, graph: () => graph,
  };
})();
