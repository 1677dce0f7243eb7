/* Merging organizations: 1 … 5 choose a side and go on, a takes a whole side, arrows walk the rows. */
(function () {
  "use strict";

  var $$ = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };

  var table = document.querySelector("[data-merge]");
  if (!table) return;
  var rows = $$("[data-line]", table), at = -1;

  function here(index, quiet) {
    if (index < 0 || index >= rows.length) return;
    if (at >= 0) rows[at].classList.remove("is-here");
    at = index;
    rows[at].classList.add("is-here");
    if (!quiet) rows[at].scrollIntoView({ block: "nearest" });
  }
  function sides(row) { return $$("input[type=radio]", row); }
  function take(row, side) { var box = sides(row)[side]; if (box) box.checked = true; return Boolean(box); }
  /* a whole side, but nothing that is filled gives way to an empty cell */
  function whole(side) { rows.forEach(function (row) { var box = sides(row)[side]; if (box && !box.closest(".is-empty")) box.checked = true; }); }

  $$("[data-all-of]", table).forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { whole(Number(button.dataset.allOf)); });
  });
  table.addEventListener("focusin", function (event) { var row = event.target.closest("[data-line]"); if (row) here(rows.indexOf(row), true); });
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=radio]), textarea, select")) return;
    if (event.key >= "1" && event.key <= "5") {
      if (at < 0) here(0);
      if (at >= 0 && take(rows[at], Number(event.key) - 1)) { event.preventDefault(); here(at + 1); }
    } else if (event.key === "a" && rows.length) {
      var chosen = sides(rows[Math.max(at, 0)]).findIndex(function (box) { return box.checked; });
      event.preventDefault();
      whole(Math.max(chosen, 0));
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.target.matches("input")) {
      event.preventDefault();
      here(event.key === "ArrowDown" ? at + 1 : Math.max(at, 1) - 1);
    }
  });
})();
