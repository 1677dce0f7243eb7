/* The form of an indicator: only the way chosen is in sight; a code picked is put into the formula, the sentence offered into 口径. */
(function () {
  "use strict";

  function ways() {
    var chosen = document.querySelector("input[name=way]:checked");
    document.documentElement.classList.add("js-ways");
    document.querySelectorAll("[data-way]").forEach(function (part) { part.classList.toggle("is-on", Boolean(chosen) && part.dataset.way === chosen.value); });
  }
  document.addEventListener("change", function (event) { if (event.target.name === "way") ways(); });
  document.addEventListener("click", function (event) {
    var code = event.target.closest("[data-insert]");
    if (!code) return;
    var formula = document.getElementById("i-formula");
    formula.setRangeText(code.dataset.insert, formula.selectionStart, formula.selectionEnd, "end");
    formula.focus();
    formula.dispatchEvent(new Event("input", { bubbles: true }));
  });
  document.addEventListener("click", function (event) {
    var use = event.target.closest("[data-use]");
    if (!use) return;
    var meaning = document.getElementById("i-meaning");
    meaning.value = use.dataset.use;
    meaning.dispatchEvent(new Event("input", { bubbles: true }));
  });
  ways();
})();
