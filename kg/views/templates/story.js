"use strict";
/* The story of an actor or an event: event by event who says what, since when, from how many sources. */
(() => {
  const { data, t, el, quote, byId } = kg;
  const join = (words) => quote((words || []).join(", "));
  const count = (key, number) => t(number === 1 ? `${key}.one` : key, { number });

  function when([earliest, latest]) {
    return earliest === latest ? earliest : [earliest || "…", latest || "…"].join(" – ");
  }
  function figures(one) {
    const parts = one.figures.flatMap(([words, who], place) => [place ? " / " : "", quote(words), " (", join(who), ")"]);
    return el("p", { class: "alert" }, `${t("story.disagree")} : `, ...parts);
  }
  function voice(one) {
    const modality = one.modality === "actual" ? null : el("span", { class: "badge unreal" }, t(`modality.${one.modality}`));
    return el("tr", {},
      el("td", {}, el("span", { class: `badge ${one.status}` }, t(`status.${one.status}`)), modality),
      el("td", {}, el("strong", {}, join(one.who))),
      el("td", {}, one.since || ""),
      el("td", {}, String(one.sources), one.copied ? el("span", { class: "badge" }, t("story.copied")) : null),
      el("td", {}, join(one.amounts)),
      el("td", { class: "words" }, "« ", el("q", {}, quote(one.quotation)), " »"),
      el("td", {}, el("button", { type: "button", onclick: () => kg.openFacts(one.facts) }, quote(one.article))));
  }
  function happening(event) {
    const columns = ["status", "story.who", "story.since", "story.sources", "story.number", "quotation", "article"];
    const place = (event.where || []).length ? ` · ${event.where.join(", ")}` : "";
    const days = (event.when || []).some(Boolean) ? ` · ${when(event.when)}` : "";
    const since = event.since ? ` · ${t("story.since")} ${event.since}` : "";
    return el("section", { class: "happening", "data-event": event.iri }, el("h2", {}, quote(event.label + days + place)),
      el("p", { class: "facts" }, `${count("story.count.sources", event.sources)} · ${count("story.count.articles", event.articles)}${since}`),
      event.contested ? el("p", { class: "alert" }, t("story.contested")) : null, ...(event.disagreements || []).map(figures),
      el("table", { class: "voices" }, el("thead", {}, el("tr", {}, ...columns.map((name) => el("th", { scope: "col" }, t(name))))),
        el("tbody", {}, ...event.voices.map(voice))));
  }
  kg.view.overview = () => [el("p", {}, t("story.intro")), kgCards.standing()];
  kg.view.draw = () => {
    const more = el("div");
    const button = kg.fill(more, data.events, happening, 50);
    byId("content").replaceChildren(...[more, button].filter(Boolean));
  };
  kg.start();
})();
