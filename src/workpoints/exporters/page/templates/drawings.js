// What the drawings do beside being links: the neighbours of an office stand out, arrows go from cell to cell.
(() => {
"use strict";
for (const [into, out] of [["pointerover", "pointerout"], ["focusin", "focusout"]]) {
  document.addEventListener(into, (event) => light(event.target.closest?.(".node")));
  document.addEventListener(out, (event) => { if (event.target.closest?.(".node")) light(null); });
}
function light(node) {
  for (const each of document.querySelectorAll(".circle .on")) each.classList.remove("on");
  for (const each of document.querySelectorAll(".circle.lit")) each.classList.remove("lit");
  if (!node) return;
  const drawing = node.closest(".circle"), number = node.dataset.node, nodes = drawing.querySelectorAll(".node");
  drawing.classList.add("lit");
  node.classList.add("on");
  for (const edge of drawing.querySelectorAll(".edge")) {
    if (edge.dataset.one !== number && edge.dataset.other !== number) continue;
    edge.classList.add("on");
    nodes[edge.dataset.one].classList.add("on");
    nodes[edge.dataset.other].classList.add("on");
  }
}

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const place = (cell) => [+cell.dataset.row, +cell.dataset.column];
function neighbour(cell, [down, right]) {
  const [row, column] = place(cell), found = [];
  for (const other of cell.parentElement.querySelectorAll(".cell")) {
    const [y, x] = place(other), along = (y - row) * down + (x - column) * right, aside = Math.abs(down ? x - column : y - row);
    if (along > 0 && (down || !aside)) found.push([aside, along, other]);
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1])[0]?.[2].focus();
}
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest(".cell");
  if (!cell || !ARROWS[event.key]) return;
  event.preventDefault();
  neighbour(cell, ARROWS[event.key]);
});
})();
