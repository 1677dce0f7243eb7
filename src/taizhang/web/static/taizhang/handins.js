/* Pointing at a cell of a superior's sheet: arrow keys walk, Enter opens (a link does that by itself), the open one is marked. */
(function () {
  "use strict";
  var grid = document.querySelector("[data-grid]");
  if (!grid) return;

  /* row and column of a cell in the table as drawn, merged cells counted over all they cover */
  var at = {}, where = new Map();
  Array.prototype.forEach.call(grid.querySelectorAll("tbody tr"), function (line, row) {
    var column = 0;
    Array.prototype.forEach.call(line.cells, function (cell) {
      while (at[row + ":" + column]) column += 1;
      for (var r = 0; r < cell.rowSpan; r += 1) for (var c = 0; c < cell.colSpan; c += 1) at[(row + r) + ":" + (column + c)] = cell;
      where.set(cell, { row: row, column: column, down: cell.rowSpan, across: cell.colSpan });
      column += cell.colSpan;
    });
  });
  var STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

  grid.addEventListener("keydown", function (event) {
    var step = STEPS[event.key], cell = event.target.closest("td");
    if (!step || !cell) return;
    var place = where.get(cell), row = place.row, column = place.column;
    for (var n = 0; n < 500; n += 1) {
      row += step[0] > 0 && n === 0 ? place.down : step[0];
      column += step[1] > 0 && n === 0 ? place.across : step[1];
      var next = at[row + ":" + column];
      if (!next) break;
      var link = next.querySelector("a");
      if (link && next !== cell) { link.focus(); link.scrollIntoView({ block: "nearest", inline: "nearest" }); break; }
    }
    event.preventDefault();
  });
  grid.addEventListener("click", function (event) {
    var link = event.target.closest("a.pt");
    if (!link) return;
    Array.prototype.forEach.call(grid.querySelectorAll(".hit-ok"), function (cell) { cell.classList.remove("hit-ok"); });
    link.closest("td").classList.add("hit-ok");
  });
  /* the proof of a figure takes the place of what stands beside the sheet, and gives it back */
  var beside = document.querySelector("[data-beside]"), frame = document.querySelector(".tz-frame");
  document.addEventListener("figure:open", function () { beside.hidden = true; });
  document.addEventListener("figure:close", function () { beside.hidden = false; frame.classList.add("tz-split"); });
  document.addEventListener("htmx:afterSettle", function (event) {
    var typed = event.target.querySelector && event.target.querySelector("[data-focus]");
    if (typed) { typed.focus(); typed.select(); }
  });
})();
