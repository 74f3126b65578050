"use strict";
/* The map: outlines and places as SVG; zoom by wheel, buttons or keys, move by dragging. */
(() => {
  const { data, t, el, byId } = kg;
  const SVG = "http://www.w3.org/2000/svg";
  const svg = byId("map");
  function area(path) {
    const points = path.match(/[\d.-]+,[\d.-]+/g).map((pair) => pair.split(",").map(Number));
    const range = (axis) => points.reduce(([low, high], point) => [Math.min(low, point[axis]), Math.max(high, point[axis])], [Infinity, -Infinity]);
    return range(0).concat(range(1)).reduce((sides, value, i, all) => (i % 2 ? sides * (value - all[i - 1]) : sides), 1);
  }
  const told = new Set(data.spots.flatMap((spot) => kg.entities.get(spot.entity).sameAs));
  const isTold = (id) => id && told.has(`http://www.wikidata.org/entity/${id}`);
  const countries = data.countries.map(([code, id, x, y]) => ({ code, id, x, y })).filter(({ id }) => !isTold(id));
  const areas = new Map(data.outlines.map(({ id, d }) => [id, area(d)]));
  countries.sort((a, b) => (areas.get(b.id) || 0) - (areas.get(a.id) || 0));  /* the large ones get their name first */
  let box = null;

  function draw(tag, attributes, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }
  const cut = (name) => (name.length > 40 ? `${name.slice(0, 39)}…` : name);

  function around(spots, least) {
    const xs = spots.map(({ x }) => x), ys = spots.map(({ y }) => y);
    const width = Math.max(...xs) - Math.min(...xs), height = Math.max(...ys) - Math.min(...ys), side = Math.max(width * 1.3, height * 1.3, least);
    const across = Math.max(width * 1.3, side * 0.7), down = Math.max(height * 1.3, side * 0.7);
    return { x: (Math.min(...xs) + Math.max(...xs) - across) / 2, y: (Math.min(...ys) + Math.max(...ys) - down) / 2, width: across, height: down };
  }
  const home = () => (data.spots.length ? around(data.spots, 420) : around([{ x: 200, y: 700 }, { x: 3400, y: 2600 }], 420));
  const apart = (one, other) => one.x > other.x + other.width || one.x + one.width < other.x || one.y > other.y + other.height || one.y + one.height < other.y;

  /* Sizes that do not zoom, and the names that find room: those of the places first, then those of the countries. */
  function place() {
    svg.setAttribute("viewBox", [box.x, box.y, box.width, box.height].join(" "));
    const shown = svg.getBoundingClientRect(), unit = Math.max(box.width / shown.width, box.height / shown.height);
    if (!Number.isFinite(unit)) return;  /* a frame that is not shown yet */
    const width = shown.width * unit, height = shown.height * unit, frame = { x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width, height };
    const inside = (one) => one.x > frame.x && one.y > frame.y && one.x + one.width < frame.x + width && one.y + one.height < frame.y + height;
    const radius = (spot) => (4 + 2.2 * Math.sqrt(spot.facts.length)) * unit;
    const taken = data.spots.map((spot) => ({ x: spot.x - radius(spot), y: spot.y - radius(spot), width: 2 * radius(spot), height: 2 * radius(spot) }));
    const write = (text, size, choices, own) => {
      text.style.display = "";
      for (const [name, value] of Object.entries({ "font-size": size * unit, "stroke-width": 3 * unit })) text.setAttribute(name, value);
      const length = text.getComputedTextLength(), tall = size * 1.25 * unit;
      const free = choices.map(({ x, y, anchor }) => ({ at: { x, y: y + 0.36 * size * unit, "text-anchor": anchor }, x: x - { start: 0, end: length, middle: length / 2 }[anchor], y: y - tall / 2, width: length, height: tall }))
        .find((one) => inside(one) && taken.every((other) => other === own || apart(one, other)));
      text.style.display = free ? "" : "none";
      if (!free) return;
      taken.push(free);
      for (const [name, value] of Object.entries(free.at)) text.setAttribute(name, value);
    };
    svg.querySelectorAll(".spot").forEach((group, i) => {
      const [circle, text] = group.children, { x, y } = data.spots[i], r = radius(data.spots[i]), gap = r + 4 * unit;
      circle.setAttribute("r", r);
      write(text, 14, [{ x: x + gap, y, anchor: "start" }, { x: x - gap, y, anchor: "end" }, { x, y: y - gap - 8 * unit, anchor: "middle" }, { x, y: y + gap + 8 * unit, anchor: "middle" }], taken[i]);
    });
    svg.querySelectorAll(".country").forEach((text, i) => write(text, 12, [{ x: countries[i].x, y: countries[i].y, anchor: "middle" }]));
  }
  function zoom(factor, at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }) {
    const width = Math.min(Math.max(box.width * factor, 3), 7200), ratio = width / box.width;
    box = { x: at.x - (at.x - box.x) * ratio, y: at.y - (at.y - box.y) * ratio, width, height: box.height * ratio };
    place();
  }
  function point(event) {
    const matrix = svg.getScreenCTM().inverse();
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  }
  function spotOf(spot) {
    const name = kg.nameOf(spot.entity);
    const group = draw("g", { class: "spot", role: "button", tabindex: "0", "data-entity": spot.entity, "aria-label": `${cut(name)} (${spot.facts.length} ${t("map.facts")})` },
      draw("circle", { cx: spot.x, cy: spot.y }), draw("text", {}, cut(name)));
    group.addEventListener("click", () => kg.openEntity(spot.entity));
    group.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        kg.openEntity(spot.entity);
      }
    });
    return group;
  }
  const row = (id, count) => el("li", {}, el("button", { class: "row", type: "button", onclick: () => kg.openEntity(id) }, kg.quote(kg.nameOf(id)), ` (${count})`));
  function list(title, note, ids) {
    const rows = el("ul"), more = kg.fill(rows, ids, (id) => row(id, kg.factsOf.get(id).length));
    return ids.length ? [el("h3", {}, t(title)), note ? el("p", { class: "note" }, t(note)) : null, rows, more].filter(Boolean) : [];
  }
  kg.view.overview = () => [el("article", { class: "card" }, el("p", { style: "margin-top:0" }, t(data.spots.length ? "map.intro" : "map.none")),
    ...list("map.places", "", data.spots.map((spot) => spot.entity)), ...list("map.unplaced", "map.unplaced.why", data.unplaced))];
  /* Goes where the name of an opened place can be read. */
  kg.view.opened = (id) => {
    const i = data.spots.findIndex((spot) => spot.entity === id), text = i >= 0 && svg.querySelectorAll(".spot")[i].children[1];
    if (!text || text.style.display !== "none") return;
    const spot = data.spots[i], nearest = Math.min(...data.spots.filter((other) => other !== spot).map((other) => Math.hypot(other.x - spot.x, other.y - spot.y)), 100);
    box = around([spot], Math.max(8 * nearest, 8));
    place();
  };
  kg.view.draw = () => {
    const names = new Intl.DisplayNames(kg.language(), { type: "region" });
    svg.replaceChildren(...data.outlines.map(({ id, d }) => draw("path", { class: isTold(id) ? "land told" : "land", d })));
    svg.append(...countries.map(({ code }) => draw("text", { class: "country" }, names.of(code))), ...data.spots.map(spotOf));
    byId("empty").hidden = data.spots.length > 0;
    byId("empty").textContent = t(data.unplaced.length ? "map.empty" : "map.placeless");
    box = box || home();
    place();
  };
  byId("closer").addEventListener("click", () => zoom(0.7));
  byId("farther").addEventListener("click", () => zoom(1 / 0.7));
  byId("fit").addEventListener("click", () => {
    box = home();
    place();
  });
  svg.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.85 : 1 / 0.85, point(event));
  }, { passive: false });
  let held = null;
  svg.addEventListener("pointerdown", (event) => { held = point(event); });
  addEventListener("pointerup", () => { held = null; });
  svg.addEventListener("pointermove", (event) => {
    if (!held || !event.buttons) return;
    const now = point(event);
    box = { ...box, x: box.x + held.x - now.x, y: box.y + held.y - now.y };
    place();
  });
  kg.start();
  new ResizeObserver(place).observe(svg);
})();
