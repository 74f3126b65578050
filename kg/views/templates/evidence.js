"use strict";
/* Cards: a fact with the words that prove it, an entity with its names and facts. */
const kgCards = (() => {
  const { t, label, nameOf, el, quote, link } = kg;
  const join = (participants) => participants.map((p) => nameOf(p.node)).join(", ");

  function readable(iri) {
    try {
      return decodeURI(iri);
    } catch {
      return iri;
    }
  }
  function summary(fact) {
    const said = fact.patients.length ? [] : fact.content.filter((id) => kg.facts.has(id));
    const content = said.length ? ` : ${clause(kg.facts.get(said[0]))}${said.length > 1 ? ` (+${said.length - 1})` : ""}` : "";
    return clause(fact) + content;
  }
  function clause(fact) {
    return [join(fact.agents), (fact.polarity === "negative" ? "✗ " : "") + fact.predicate, join(fact.patients)].filter(Boolean).join(" – ");
  }
  function badges(fact) {
    const modality = fact.modality === "actual" ? null : el("span", { class: "badge unreal" }, t(`modality.${fact.modality}`));
    return el("p", { style: "margin:0" }, el("span", { class: `badge ${fact.status}` }, t(`status.${fact.status}`)), modality,
      el("span", { class: "badge" }, label("types", fact.type)));
  }
  function marked(quotation) {
    const parts = [];
    let at = 0;
    for (const [start, end] of quotation.marks) {
      parts.push(quotation.text.slice(at, start), el("mark", {}, quotation.text.slice(start, end)));
      at = end;
    }
    parts.push(quotation.text.slice(at));
    return parts;
  }
  function quotationOf(fact) {
    const { prefix, suffix } = fact.quotation;
    return el("blockquote", { dir: "auto" }, el("span", { class: "around" }, prefix), el("span", { class: "exact" }, ...marked(fact.quotation)),
      el("span", { class: "around" }, suffix));
  }
  function detail(name, ...content) {
    return [el("dt", {}, name), el("dd", {}, ...content)];
  }
  function source(fact) {
    const article = kg.articles.get(fact.quotation.article);
    if (!article) return [];
    const words = [article.title || article.name, article.publisher, article.published].filter(Boolean).join(", ");
    return detail(t("article"), quote(words), article.url ? " " : "", article.url ? link(article.url) : "");
  }
  function fact(fact) {
    const others = fact.others.flatMap((p) => detail(label("roles", p.role), quote(kg.entities.has(p.node) ? nameOf(p.node) : p.text),
      p.value && p.value !== p.text ? ` (${p.value})` : ""));
    const speakers = fact.sources.length ? detail(t("said.by"), el("strong", {}, quote(join(fact.sources)))) : [];
    return el("article", { class: "card fact", "data-fact": fact.id }, el("h2", {}, quote(summary(fact))), badges(fact), quotationOf(fact),
      el("dl", {}, ...speakers, ...others, ...source(fact)), ...content(fact));
  }
  function content(fact) {
    const facts = fact.content.filter((id) => kg.facts.has(id)).map((id) => factRow(kg.facts.get(id), (one) => kg.openFacts([one])));
    return facts.length ? [el("h3", {}, label("roles", "content")), el("ul", {}, ...facts)] : [];
  }
  function factRow(fact, open) {
    return el("li", {}, el("button", { class: "row", type: "button", onclick: () => open(fact.id) }, quote(summary(fact)), " ",
      el("span", { class: `badge ${fact.status}` }, t(`status.${fact.status}`))));
  }
  function entity(entity, facts, open) {
    const names = entity.names.length ? [el("h3", {}, t("names")), el("ul", { class: "names" }, ...entity.names.map((name) => el("li", {}, quote(name))))] : [];
    const titles = entity.titles.length ? [el("p", { style: "margin:2px 0" }, quote(entity.titles.join(" ; ")))] : [];
    const list = el("ul", { class: "facts" }), more = kg.fill(list, facts, (one) => factRow(one, open));
    return el("article", { class: "card entity", "data-entity": entity.id }, el("h2", {}, quote(entity.name)), ...titles,
      el("span", { class: "badge" }, label("entities", entity.type)), ...names,
      el("h3", {}, `${t("facts")} (${facts.length})`), list, more,
      el("h3", {}, t("identifiers")), el("ul", {}, el("li", {}, quote(readable(entity.id))), ...entity.sameAs.map((iri) => el("li", {}, link(iri)))));
  }
  function standing() {
    const all = [...kg.facts.values()];
    const rows = ["asserted", "reported", "denied", "unreal"].map((status) => el("li", {}, el("span", { class: `badge ${status}` }, t(`status.${status}`)),
      ` ${all.filter((f) => f.status === status).length} — ${t(`status.${status}.help`)}`));
    return el("article", { class: "card" }, el("h3", {}, t("standing")), el("ul", {}, ...rows));
  }
  function actors(ids, intro) {
    const rows = ids.map((id) => el("li", {}, el("button", { class: "row", type: "button", onclick: () => kg.openEntity(id) },
      el("strong", {}, quote(nameOf(id))), " ", quote(kg.entities.get(id).titles.slice(0, 1).join("")))));
    return el("article", { class: "card" }, el("p", { style: "margin-top:0" }, t(intro)), el("h3", {}, t("actors")), el("ul", {}, ...rows));
  }
  return { fact, entity, factRow, summary, marked, standing, actors };
})();
