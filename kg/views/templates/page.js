"use strict";
/* What every view shares: the data, the words of the interface, safe DOM building, the panel. Text enters as text nodes only. */
const kg = (() => {
  const data = JSON.parse(document.getElementById("kg-data").textContent);
  /* Rows are fields in the order of ``account.py``; numbers stand for entities and articles. What is empty may be left out. */
  data.entities = data.entities.map(([id, name, type, named, names = [], sameAs = [], titles = []]) => ({ id, name, type, named: Boolean(named), names, sameAs, titles }));
  const idOf = (list, id) => (typeof id === "number" ? list[id].id : id);
  const participants = (rows) => rows.map(([role, node, text = "", value = ""]) => ({ role, node: idOf(data.entities, node), text, value }));
  const quotation = ([article, text, start, end, prefix = "", suffix = "", marks = []]) => ({ article: idOf(data.articles, article), text, start, end, prefix, suffix, marks });
  const facts = new Map(data.facts.map(([id, type, group, predicate, polarity, modality, status, proof, agents = [], patients = [], others = [], sources = [], content = [], earliest = "", latest = ""]) => [id, {
    id, type, group, predicate, polarity, modality, status, quotation: quotation(proof), content, earliest, latest,
    agents: participants(agents), patients: participants(patients), others: participants(others), sources: participants(sources),
  }]));
  const entities = new Map(data.entities.map((entity) => [entity.id, entity]));
  const articles = new Map(data.articles.map((article) => [article.id, article]));
  const factsOf = new Map(data.entities.map((entity) => [entity.id, []]));
  const byId = (id) => document.getElementById(id);
  let lang = new URLSearchParams(location.hash.slice(1)).get("lang") === "en" ? "en" : "fr";
  let reopen = null;

  for (const fact of facts.values())
    for (const id of new Set([...fact.agents, ...fact.patients, ...fact.others, ...fact.sources].map((p) => p.node)))
      if (factsOf.has(id)) factsOf.get(id).push(fact);

  const t = (key, values = {}) => Object.entries(values).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, () => value), data.strings[lang][key] ?? key);
  const label = (kind, name) => (data.labels[kind] && data.labels[kind][name] && data.labels[kind][name][lang]) || name;
  const spoke = (role) => data.strings[lang][`spoke.${role}`] ?? label("roles", role);
  const nameOf = (id) => (entities.has(id) ? entities.get(id).name : id);

  function el(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "onclick") element.addEventListener("click", value);
      else if (value !== false && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.filter((child) => child !== null && child !== undefined));
    return element;
  }
  const quote = (text) => el("bdi", {}, text);
  const link = (url) => (/^https?:\/\//.test(url) ? el("a", { href: url, rel: "noreferrer noopener", target: "_blank" }, url) : quote(url));
  const pressed = (id, on) => byId(id).setAttribute("aria-pressed", String(on));

  /* A view sets ``draw`` (after each change of language), ``overview`` (cards when nothing is open) and may set ``opened``. */
  const view = { draw: () => {}, overview: () => [], opened: () => {} };

  function show(cards, again) {
    reopen = again;
    byId("card").replaceChildren(...cards);
    byId("back").hidden = again === null;
    byId("panel").scrollTop = 0;
  }
  /* Puts the first items of a long list into ``list``; returns the button that puts the next ones, or null. */
  function fill(list, items, build, step = 100) {
    const more = el("button", { type: "button", class: "more" });
    let shown = 0;
    const grow = () => {
      list.append(...items.slice(shown, shown + step).map(build));
      shown += step;
      more.textContent = t("more", { left: items.length - shown });
      if (shown >= items.length) more.remove();
    };
    more.addEventListener("click", grow);
    grow();
    return shown < items.length ? more : null;
  }
  function openFacts(ids) {
    const cards = el("div");
    const more = fill(cards, ids, (id) => kgCards.fact(facts.get(id)), 20);
    show([cards, more].filter(Boolean), () => openFacts(ids));
  }
  function openEntity(id) {
    show([kgCards.entity(entities.get(id), factsOf.get(id), (fact) => openFacts([fact]))], () => openEntity(id));
    view.opened(id);
  }
  function overview() {
    show(view.overview(), null);
    view.opened(null);
  }
  function message(text) {
    byId("announce").textContent = text;
  }
  function drawHeader() {
    const [article] = articles.size === 1 ? articles.values() : [];
    byId("title").replaceChildren(quote(data.title));
    byId("byline").replaceChildren(quote([t(`view.${data.view}`), article && article.name, article && article.publisher, article && article.published,
      articles.size > 1 ? t("counts.articles", { articles: articles.size }) : "", t("counts", { facts: facts.size })].filter(Boolean).join(" · ")));
  }
  function drawViews() {
    byId("views").hidden = !data.beside.length;
    byId("views").replaceChildren(...data.beside.map(([view, href]) => el("a", { href: href + (lang === "en" ? "#lang=en" : ""), "aria-current": view === data.view && "page" }, t(`view.${view}`))));
  }
  function translate() {
    document.documentElement.lang = lang;
    for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
    for (const element of document.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
    for (const element of document.querySelectorAll("[data-t-placeholder]")) element.placeholder = t(element.dataset.tPlaceholder);
    drawHeader();
    drawViews();
  }
  function start() {
    translate();
    view.draw();
    reopen ? reopen() : overview();
  }
  byId("back").addEventListener("click", overview);
  byId("language").addEventListener("click", () => {
    lang = lang === "fr" ? "en" : "fr";
    start();
  });
  document.addEventListener("keydown", (event) => {
    const typing = ["INPUT", "SELECT"].includes(document.activeElement.tagName);
    if (event.key === "/" && !typing && byId("search")) {
      event.preventDefault();
      byId("search").focus();
    }
    if (event.key === "Escape") overview();
  });
  return {
    data, facts, entities, articles, factsOf, view, t, label, spoke, nameOf, el, quote, link, byId, pressed, fill, show, openFacts, openEntity, overview,
    message, start, language: () => lang,
  };
})();
