/* The ladder: the slider says its value while it moves; a parameter picked brings its present value to be changed. */
(function () {
  "use strict";
  var form = document.querySelector("[data-try]");
  if (!form) return;
  var rd = form.querySelector("[name=rd]"), by = form.querySelector("[data-by]"), to = form.querySelector("[data-to]");
  var told = form.querySelector("[data-rd]"), unit = form.querySelector("[data-unit]:not(option)"), reset = document.querySelector("[data-reset]");
  form.querySelector("[data-try-button]").hidden = true;

  function say() {
    var n = Number(rd.value);
    told.textContent = (n > 0 ? "+" : n < 0 ? "−" : "") + Math.abs(n) + "%";
    to.disabled = !by.value;
    var picked = by.options[by.selectedIndex];
    unit.textContent = picked.dataset.unit || "";
    if (reset) reset.hidden = !n && !(by.value && to.value);
  }
  rd.addEventListener("input", say);
  to.addEventListener("input", say);
  by.addEventListener("change", function () {
    to.value = by.options[by.selectedIndex].dataset.now || "";
    say();
    if (by.value) { to.focus(); to.select(); }
  });
  say();
})();
