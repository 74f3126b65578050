"use strict";
/* The article by its passages: what proves a fact is underlined as the fact stands, and opens it. */
(() => {
  const { data, t, el, quote, byId } = kg;
  const WORST = ["denied", "unreal", "reported", "asserted"];

  function open(span, ids) {
    for (const other of document.querySelectorAll(".proof.open")) other.classList.remove("open");
    span.classList.add("open");
    kg.openFacts(ids);
  }
  function named(text, entity) {
    if (!kg.entities.has(entity)) return text;
    const { type } = kg.entities.get(entity), style = data.palette.entities[type] || data.palette.entities.Entity;
    return el("span", { class: "named", style: `color:light-dark(${style.light[1]},${style.dark[1]})`, title: kg.label("entities", type) }, text);
  }
  function run({ text, facts, entity }) {
    if (!facts.length) return named(text, entity);
    const statuses = facts.map((id) => kg.facts.get(id).status);
    const span = el("span", { class: `proof ${WORST.find((status) => statuses.includes(status))}`, role: "button", tabindex: "0" }, named(text, entity));
    span.addEventListener("click", () => open(span, facts));
    span.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        open(span, facts);
      }
    });
    return span;
  }
  function passages(article) {
    const own = data.passages.filter((passage) => passage.article === article.id);
    return own.flatMap((passage, i) => [
      i && passage.start - own[i - 1].end > 4 ? el("p", { class: "gap", title: t("article.gap") }, "[…]") : null,
      el("p", { dir: "auto" }, ...passage.runs.map(run))]).filter(Boolean);
  }
  for (const passage of data.passages) passage.end = passage.start + passage.runs.reduce((length, { text }) => length + [...text].length, 0);
  kg.view.overview = () => [el("p", {}, t("article.intro")), kgCards.standing()];
  kg.view.draw = () => byId("content").replaceChildren(...(data.passages.length ? [] : [el("p", {}, t("empty"))]), ...[...kg.articles.values()].flatMap((article) =>
    [...(kg.articles.size > 1 ? [el("h2", {}, quote(article.title || article.name))] : []), ...passages(article)]));
  kg.start();
})();
