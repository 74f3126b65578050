// Makes world.json from the npm packages named here: country outlines (Natural Earth, 1:110m) in the Mercator projection.
//   npm install world-atlas@2.0.2 topojson-client@3.1.0 i18n-iso-countries@7 && node world.mjs ../../lang/fr/gazetteer/countries.tsv > world.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.cwd()}/`);
const topojson = require("topojson-client");
const iso = require("i18n-iso-countries");
const coarse = require("world-atlas/countries-110m.json");
const fine = require("world-atlas/countries-50m.json");

const rows = readFileSync(process.argv[2], "utf8").trim().split("\n").slice(1).map((line) => line.split("\t"));
const wikidata = new Map(rows.map(([alpha2, item]) => [iso.alpha2ToNumeric(alpha2), item]));

const project = ([longitude, latitude]) => {
  const bounded = Math.max(-80, Math.min(83.5, latitude));
  return [((longitude + 180) / 360) * 3600, 1800 - (Math.log(Math.tan(Math.PI / 4 + (bounded * Math.PI) / 360)) / (2 * Math.PI)) * 3600];
};
const unwrap = (ring) => {  // a ring that crosses the 180th meridian goes on beyond it
  const crosses = ring.some(([x], i) => Math.abs(x - ring[(i + 1) % ring.length][0]) > 180);
  return crosses ? ring.map(([x, y]) => [x < 0 ? x + 360 : x, y]) : ring;
};
const rings = (geometry) => (geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates).flat().map(unwrap);
const area = (ring) => ring.reduce((sum, [x, y], i) => { const [u, v] = ring[(i + 1) % ring.length]; return sum + x * v - u * y; }, 0) / 2;
const path = (geometry) => rings(geometry).map((ring) => `M${ring.map(project).map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join("L")}Z`).join("");
function middle(geometry) {
  const ring = rings(geometry).reduce((best, one) => (Math.abs(area(one)) > Math.abs(area(best)) ? one : best));
  let x = 0, y = 0;
  ring.forEach(([a, b], i) => { const [c, d] = ring[(i + 1) % ring.length]; x += (a + c) * (a * d - c * b); y += (b + d) * (a * d - c * b); });
  return [x, y].map((sum) => Number((sum / (6 * area(ring))).toFixed(2)));
}
const features = (topology) => topojson.feature(topology, topology.objects.countries).features.filter(({ id }) => id !== "010");
const points = Object.fromEntries(features(fine).filter(({ id }) => wikidata.has(id)).map(({ id, geometry }) => [wikidata.get(id), middle(geometry)]));
const outlines = features(coarse).map(({ id, geometry }) => ({ id: wikidata.get(id) ?? "", d: path(geometry) }));
console.log(JSON.stringify({ points, outlines }));
