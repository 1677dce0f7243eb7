/* What the pages do besides asking the server: menus, keys, selection. Everything works without it but these comforts. */
(function () {
  "use strict";

  var $ = function (selector, root) { return (root || document).querySelector(selector); };
  var $$ = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };

  /* menus close when one clicks elsewhere or presses Esc */
  document.addEventListener("click", function (event) {
    $$("details.menu[open]").forEach(function (menu) { if (!menu.contains(event.target)) menu.open = false; });
    if (!event.target.closest(".suggest, .tz-search, .pick")) $$(".suggest").forEach(function (box) { box.textContent = ""; });
    var dismiss = event.target.closest("[data-dismiss]");
    if (dismiss) dismiss.closest(dismiss.dataset.dismiss).remove();
  });

  /* keys: off in inputs and while a Chinese word is being composed */
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") {
      $$("details.menu[open]").forEach(function (menu) { menu.open = false; });
      $$(".suggest").forEach(function (box) { box.textContent = ""; });
    }
    if (event.target.matches("input, textarea, select, [contenteditable]")) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var target = $('[data-key="' + (window.CSS && CSS.escape ? CSS.escape(event.key) : event.key) + '"]');
    if (!target) return;
    event.preventDefault();
    if (target.matches("input")) { target.focus(); target.select(); } else { target.click(); }
  });

  window.ledger = { $: $, $$: $$ };
})();
