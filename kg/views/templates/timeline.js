"use strict";
/* The timeline: one entry a day or stretch of days. */
(() => {
  const { data, t, el, quote, byId } = kg;
  function day(iso) {
    const parsed = /^\d{4}-\d\d-\d\d$/.test(iso) ? new Date(`${iso}T00:00:00Z`) : null;
    if (!parsed || Number.isNaN(parsed.getTime())) return iso;
    const words = new Intl.DateTimeFormat(kg.language(), { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(parsed);
    return kg.language() === "fr" ? words.replace(/^1 /, "1er ") : words;
  }
  const when = ({ earliest, latest }) => (earliest === latest ? day(earliest) : `${day(earliest)} – ${day(latest)}`);
  const list = (ids) => el("ul", {}, ...ids.map((id) => kgCards.factRow(kg.facts.get(id), (fact) => kg.openFacts([fact]))));

  function moment(one) {
    const articles = one.articles.map((id) => el("p", { class: "published" }, `${t("timeline.published")} : `, quote(kg.articles.get(id).title || kg.articles.get(id).name)));
    return el("li", { class: one.earliest === one.latest ? "day" : "span" }, el("h2", {}, el("time", { datetime: one.earliest }, when(one))), ...articles, list(one.facts));
  }
  kg.view.overview = () => [el("p", {}, t("timeline.intro")), kgCards.standing()];
  const dated = data.moments.some((one) => one.facts.length);
  kg.view.draw = () => byId("content").replaceChildren(...(dated ? [] : [el("p", {}, t(kg.facts.size ? "timeline.none" : "empty", { facts: kg.facts.size }))]), el("ol", { class: "moments" }, ...data.moments.map(moment)),
    el("details", dated ? {} : { open: "" }, el("summary", {}, `${t("timeline.undated")} (${data.undated.length})`), list(data.undated)));
  kg.start();
})();
