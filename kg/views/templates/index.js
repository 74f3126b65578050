"use strict";
/* The page is whole without this: it only changes the language, and hands it on to the pages it links. */
(() => {
  const { strings } = JSON.parse(document.getElementById("kg-index").textContent);
  let lang = new URLSearchParams(location.hash.slice(1)).get("lang") === "en" ? "en" : "fr";
  function translate() {
    document.documentElement.lang = lang;
    for (const element of document.querySelectorAll("[data-t]")) element.textContent = strings[lang][element.dataset.t].replace("{count}", element.dataset.count);
    for (const link of document.querySelectorAll("a")) link.href = link.getAttribute("href").replace(/#.*/, "") + (lang === "en" ? "#lang=en" : "");
  }
  document.getElementById("language").addEventListener("click", () => {
    lang = lang === "fr" ? "en" : "fr";
    translate();
  });
  translate();
})();
