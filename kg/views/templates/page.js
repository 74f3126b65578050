"use strict";
/* What every view shares: the data, the words of the interface, safe DOM building. Text enters the page as text nodes only. */
const kg = (() => {
  const data = JSON.parse(document.getElementById("kg-data").textContent);
  const facts = new Map((data.facts || []).map((fact) => [fact.id, fact]));
  const entities = new Map((data.entities || []).map((entity) => [entity.id, entity]));
  const articles = new Map((data.articles || []).map((article) => [article.id, article]));
  const listeners = [];
  let lang = new URLSearchParams(location.hash.slice(1)).get("lang") === "en" ? "en" : "fr";

  const t = (key, values = {}) => Object.entries(values).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, value), data.strings[lang][key] ?? key);
  const label = (kind, name) => (data.labels[kind] && data.labels[kind][name] && data.labels[kind][name][lang]) || name;
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

  function translate(root = document) {
    document.documentElement.lang = lang;
    for (const element of root.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
    for (const element of root.querySelectorAll("[data-t-label]")) element.setAttribute("aria-label", t(element.dataset.tLabel));
    for (const element of root.querySelectorAll("[data-t-placeholder]")) element.placeholder = t(element.dataset.tPlaceholder);
  }
  function switchLanguage() {
    lang = lang === "fr" ? "en" : "fr";
    translate();
    listeners.forEach((listener) => listener());
  }
  return {
    data, facts, entities, articles, t, label, nameOf, el, quote, link, translate, switchLanguage,
    language: () => lang, onLanguage: (listener) => listeners.push(listener),
    byId: (id) => document.getElementById(id),
  };
})();
