/* What the large network page needs of sigma and graphology, with lines that show how a fact stands: solid, dashed, dotted. */
import { MultiDirectedGraph } from "graphology";
import { Sigma } from "sigma";
import { EdgeRectangleProgram, createEdgeArrowHeadProgram, createEdgeClampedProgram, createEdgeCompoundProgram, drawDiscNodeLabel } from "sigma/rendering";

const HEAD = { lengthToThicknessRatio: 4, widenessToThicknessRatio: 3 };

function patch(source, before, after) {
  if (!source.includes(before)) throw new Error(`sigma's shader has changed: no ${JSON.stringify(before)}`);
  return source.replace(before, after);
}

/* A straight line of dashes ``dash`` pixels long, ``gap`` apart, that ends where the arrow head begins. */
function brokenLine(dash, gap) {
  return class extends createEdgeClampedProgram(HEAD) {
    getDefinition() {
      const definition = super.getDefinition();
      const vertex = patch(definition.VERTEX_SHADER_SOURCE, "void main() {",
        "varying float v_along;\nvoid main() {\n  v_along = a_positionCoef * length(a_positionEnd - a_positionStart) / (u_zoomRatio * u_correctionRatio);");
      const declared = patch(definition.FRAGMENT_SHADER_SOURCE, "void main(void) {", "varying float v_along;\nvoid main(void) {");
      const fragment = patch(declared, "#else", `#else\n  if (mod(v_along, ${(dash + gap).toFixed(1)}) > ${dash.toFixed(1)}) discard;`);
      return { ...definition, VERTEX_SHADER_SOURCE: vertex, FRAGMENT_SHADER_SOURCE: fragment };
    }
  };
}
const arrow = (line) => createEdgeCompoundProgram([line, createEdgeArrowHeadProgram(HEAD)]);

export const lines = {
  plain: EdgeRectangleProgram,
  solid: arrow(createEdgeClampedProgram(HEAD)),
  dashed: arrow(brokenLine(9, 6)),
  dotted: arrow(brokenLine(2.5, 4)),
};
export { MultiDirectedGraph, Sigma, drawDiscNodeLabel };
