"use strict";
/* The map: outlines and places as SVG; zoom by wheel, buttons or keys, move by dragging. */
(() => {
  const { data, t, el, byId } = kg;
  const SVG = "http://www.w3.org/2000/svg";
  const svg = byId("map");
  let box = null;

  function draw(tag, attributes, ...children) {
    const element = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }
  const cut = (name) => (name.length > 40 ? `${name.slice(0, 39)}…` : name);

  function home() {
    const spots = data.spots.length ? data.spots : [{ x: 200, y: 700 }, { x: 3400, y: 2600 }];
    const xs = spots.map(({ x }) => x), ys = spots.map(({ y }) => y);
    const width = Math.max(...xs) - Math.min(...xs), height = Math.max(...ys) - Math.min(...ys), room = Math.max(width, height, 60) * 0.25;
    return { x: Math.min(...xs) - room, y: Math.min(...ys) - room, width: width + 2 * room, height: height + 2 * room };
  }
  function place() {
    svg.setAttribute("viewBox", [box.x, box.y, box.width, box.height].join(" "));
    const shown = svg.getBoundingClientRect(), unit = Math.max(box.width / shown.width, box.height / shown.height) || 1;
    const taken = [];
    data.spots.forEach((spot, i) => {
      const [circle, text] = svg.querySelectorAll(".spot")[i].children, radius = (5 + 3 * Math.sqrt(spot.facts.length)) * unit;
      circle.setAttribute("r", radius);
      text.setAttribute("font-size", 14 * unit);
      const width = text.textContent.length * 8 * unit, height = 17 * unit;
      const free = [[radius + 3 * unit, 5 * unit, "start"], [-radius - 3 * unit, 5 * unit, "end"], [0, -radius - 5 * unit, "middle"], [0, radius + 15 * unit, "middle"]]
        .map(([dx, dy, anchor]) => ({ dx, dy, anchor, x: spot.x + dx - { start: 0, end: width, middle: width / 2 }[anchor], y: spot.y + dy - height }))
        .find((one) => taken.every((other) => one.x > other.x + other.width || one.x + width < other.x || one.y > other.y + other.height || one.y + height < other.y));
      text.style.display = free ? "" : "none";
      if (!free) return;
      taken.push({ x: free.x, y: free.y, width, height });
      for (const [name, value] of Object.entries({ x: spot.x + free.dx, y: spot.y + free.dy, "text-anchor": free.anchor })) text.setAttribute(name, value);
    });
  }
  function zoom(factor, at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }) {
    const width = Math.min(Math.max(box.width * factor, 20), 7200), ratio = width / box.width;
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
  kg.view.overview = () => [el("article", { class: "card" }, el("p", { style: "margin-top:0" }, t(data.spots.length ? "map.intro" : "map.none")), el("h3", {}, t("map.places")),
    el("ul", {}, ...data.spots.map((spot) => el("li", {}, el("button", { class: "row", type: "button", onclick: () => kg.openEntity(spot.entity) },
      kg.quote(kg.nameOf(spot.entity)), ` (${spot.facts.length})`))))) ];
  kg.view.draw = () => {
    svg.replaceChildren(...data.outlines.map((d) => draw("path", { class: "land", d })), ...data.spots.map(spotOf));
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
  addEventListener("resize", place);
  kg.start();
})();
