"use strict";
const $ = (id) => document.getElementById(id);
const prefixes = Object.entries(JSON.parse(document.body.dataset.prefixes)).sort((a, b) => b[1].length - a[1].length);
const base = document.body.dataset.base;
const START = "SELECT DISTINCT ?actor ?event ?quote WHERE {\n  ?fact a kg:Fact ; kg:status kg:asserted ; kg:agent ?actor ; rdfs:label ?event ;\n    kg:evidence/oa:hasSelector/oa:exact ?quote .\n}\nLIMIT 50\n";
const editor = makeEditor($("editor"), START, () => run(), "SPARQL");

function shorten(iri) {
  const found = prefixes.find(([, namespace]) => iri.startsWith(namespace));
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}

function element(name, text) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  return made;
}

function show(term) {
  const cell = element("td");
  if (!term) return cell;
  if (term.type !== "uri") {
    cell.textContent = term.value;
    return cell;
  }
  const link = element("a", shorten(term.value));
  if (term.value.startsWith(base)) link.href = "/" + encodeURI(term.value.slice(base.length)).replaceAll("%25", "%");
  else if (/^https?:/.test(term.value)) link.href = term.value;
  link.rel = "noreferrer";
  cell.append(link);
  return cell;
}

function table(found) {
  const made = element("table");
  const head = made.createTHead().insertRow();
  for (const name of found.head.vars) head.append(element("th", name));
  const body = made.createTBody();
  for (const row of found.results.bindings) {
    const line = body.insertRow();
    for (const name of found.head.vars) line.append(show(row[name]));
  }
  return made;
}

async function ask(address, options = {}) {
  $("status").textContent = "…";
  $("answer").replaceChildren();
  try {
    const headers = { ...options.headers, Accept: "application/sparql-results+json, text/turtle;q=0.9" };
    const response = await fetch(address, { ...options, headers });
    const text = await response.text();
    if (!response.ok) {
      $("status").textContent = text;
      return;
    }
    if (!response.headers.get("content-type").includes("json")) {
      $("status").textContent = "";
      $("answer").append(element("pre", text));
      return;
    }
    const found = JSON.parse(text);
    const count = found.results ? found.results.bindings.length : 0;
    $("status").textContent = found.results ? `${count} ${count === 1 ? "ligne" : "lignes"}` : String(found.boolean);
    if (found.results) $("answer").append(table(found));
  } catch (error) {
    $("status").textContent = String(error);
  }
}

function run() {
  return ask("/sparql", { method: "POST", body: editor.get(), headers: { "Content-Type": "application/sparql-query" } });
}

$("run").addEventListener("click", run);
$("name").addEventListener("change", () => {
  const option = $("name").selectedOptions[0];
  const example = JSON.parse(option.dataset.example || "{}");
  $("parameters").replaceChildren(...JSON.parse(option.dataset.parameters || "[]").map((name) => {
    const label = element("label", `${name} `);
    const input = element("input");
    input.name = name;
    input.placeholder = example[name] || "";
    label.append(input);
    return label;
  }));
});
$("named").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!$("name").value) return;
  const given = [...new FormData($("named"))].filter(([, value]) => value);
  ask(`/query/${encodeURIComponent($("name").value)}?${new URLSearchParams(given)}`);
});
