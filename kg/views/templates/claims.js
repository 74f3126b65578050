"use strict";
/* Who says what: a table of speakers and those they speak about, then every claim by speaker. */
(() => {
  const { data, t, el, quote, byId } = kg;
  const contested = new Set(data.contested.flat());
  const touches = (fact, id) => [...fact.agents, ...fact.patients].some((p) => p.node === id);

  function claim(id) {
    const fact = kg.facts.get(id);
    const words = fact.quotation.text, cut = words.length > 220 ? `${words.slice(0, 220)}…` : words;
    return el("li", {}, el("button", { class: `row ${fact.status}`, type: "button", "data-fact": id, onclick: () => kg.openFacts([id]) }, quote(kgCards.summary(fact)), " ",
      el("span", { class: `badge ${fact.status}` }, t(`status.${fact.status}`)), contested.has(id) ? el("span", { class: "badge denied" }, t("claims.contested")) : null,
      el("q", { dir: "auto" }, cut)));
  }
  function matrix() {
    const targets = new Map();
    for (const speaker of data.speakers) for (const [id, count] of speaker.about) targets.set(id, (targets.get(id) || 0) + count);
    const columns = [...targets].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 6).map(([id]) => id);
    const speakers = data.speakers.filter((speaker) => speaker.about.some(([id]) => columns.includes(id))).slice(0, 8);
    const cell = (speaker, id) => {
      const found = speaker.about.find(([target]) => target === id);
      if (!found) return el("td", {}, "");
      const ids = speaker.claims.filter((claim) => touches(kg.facts.get(claim), id));
      return el("td", {}, el("button", { type: "button", "aria-label": `${kg.nameOf(speaker.entity)}, ${kg.nameOf(id)}: ${found[1]}`.slice(0, 200), onclick: () => kg.openFacts(ids) }, String(found[1])));
    };
    if (!speakers.length) return [];
    const table = el("table", { class: "matrix" }, el("caption", { class: "offscreen" }, t("claims.matrix")),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("claims.speakers")), ...columns.map((id) => el("th", { scope: "col" }, quote(kg.nameOf(id).slice(0, 60)))))),
      el("tbody", {}, ...speakers.map((speaker) => el("tr", {}, el("th", { scope: "row" }, quote(kg.nameOf(speaker.entity).slice(0, 60))), ...columns.map((id) => cell(speaker, id))))));
    return [el("h3", {}, t("claims.matrix")), el("p", { class: "count" }, t("claims.matrix.note")), table];
  }
  function group(speaker) {
    const claims = speaker.claims;
    const titles = kg.entities.has(speaker.entity) ? kg.entities.get(speaker.entity).titles.slice(0, 1).join("") : "";
    return [el("h2", {}, el("button", { type: "button", onclick: () => kg.openEntity(speaker.entity) }, quote(kg.nameOf(speaker.entity))),
      el("span", { class: "count" }, quote(titles), ` (${claims.length})`)), el("ul", {}, ...claims.map(claim))];
  }
  kg.view.overview = () => [data.speakers.length ? el("p", {}, t("claims.intro")) : "", kgCards.standing()];
  kg.view.draw = () => byId("content").replaceChildren(
    ...(data.speakers.length ? matrix() : [el("p", {}, t(kg.facts.size ? "claims.none" : "empty", { facts: kg.facts.size }))]), ...data.speakers.flatMap(group));
  kg.start();
})();
