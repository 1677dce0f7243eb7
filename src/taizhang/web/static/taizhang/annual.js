/* 年度数据: one click confirms what is known of a whole section; what is typed instead is no longer confirmed. */
(function () {
  "use strict";

  function $$(selector, root) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }
  function ready() {
    $$("[data-confirm-all]", document).forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        var boxes = $$("input[name^='ok-']", button.closest("section")).filter(function (box) { return !box.checked; });
        boxes.forEach(function (box) { box.checked = true; });
        button.hidden = true;
        if (boxes.length) boxes[0].dispatchEvent(new Event("change", { bubbles: true }));
      });
    });
  }
  document.addEventListener("input", function (event) {
    var field = event.target.closest(".an-wrong input");
    if (!field || !field.value.trim()) return;
    var box = document.getElementsByName("ok-" + field.name)[0];
    if (box) box.checked = false;
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready); else ready();
})();
