/* The import pages: files dropped and pasted, choices saved at once, keys. Without it all of it works by forms and links. */
(function () {
  "use strict";

  var $ = function (selector, root) { return (root || document).querySelector(selector); };
  var $$ = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };
  document.documentElement.classList.add("js");

  /* a choice is saved as soon as it is made */
  document.addEventListener("change", function (event) {
    if (!event.target.matches("[data-autosubmit]") || !event.target.form) return;
    event.target.form.requestSubmit();
  });

  /* files: chosen, dropped, or pasted */
  function show(input) {
    var list = $("[data-chosen]"), limit = Number(input.dataset.limit), tooBig = 0;
    list.textContent = "";
    Array.prototype.forEach.call(input.files, function (file) {
      var line = document.createElement("span"), name = document.createElement("span"), size = document.createElement("span");
      var mb = file.size / 1048576, over = mb > limit;
      tooBig += over ? 1 : 0;
      name.className = "clip"; name.textContent = file.name;
      size.className = "size" + (over ? " too" : "");
      size.textContent = (mb < 1 ? Math.max(1, Math.round(file.size / 1024)) + " KB" : mb.toFixed(1) + " MB") + (over ? "，超过 " + limit + " MB" : "");
      line.append(name, size); list.append(line);
    });
    var button = $("[data-submit]", input.form), count = input.files.length;
    button.textContent = count > 1 ? "上传 " + count + " 个文件并检查" : "上传并检查";
    button.disabled = tooBig > 0;
    if (count && !tooBig) button.focus();
  }
  var input = $("#id_files"), drop = $(".drop");
  function chosen() { input.dispatchEvent(new Event("change", { bubbles: true })); }
  if (input) {
    input.addEventListener("change", function () { if (!window.tus) show(input); });  /* else uploads.js shows them */
    ["dragenter", "dragover"].forEach(function (name) {
      document.addEventListener(name, function (event) { event.preventDefault(); drop.classList.add("is-over"); });
    });
    ["dragleave", "drop"].forEach(function (name) {
      document.addEventListener(name, function (event) { if (name === "drop" || !event.relatedTarget) drop.classList.remove("is-over"); });
    });
    document.addEventListener("drop", function (event) {
      event.preventDefault();
      if (event.dataTransfer && event.dataTransfer.files.length) { input.files = event.dataTransfer.files; chosen(); }
    });
  }

  /* cells pasted anywhere on the page */
  var text = $("#id_text");
  function told() {
    var rows = text.value.replace(/\s+$/, "").split("\n"), wide = Math.max.apply(null, rows.map(function (r) { return r.split("\t").length; }));
    var said = $("[data-pasted]"), button = $("[data-submit]", text.form);
    said.textContent = text.value.trim() ? "已贴入 " + rows.length + " 行 × " + wide + " 列" : "来表单位、区划与左边相同";
    button.classList.toggle("btn-primary", !!text.value.trim());
  }
  if (text) {
    text.addEventListener("input", told);
    document.addEventListener("paste", function (event) {
      var board = event.clipboardData;
      if (!board || (event.target.matches("input, textarea") && event.target !== text)) return;
      if (board.files.length && !board.getData("text/plain")) { event.preventDefault(); input.files = board.files; chosen(); return; }
      if (event.target === text) { setTimeout(function () { told(); $("[data-submit]", text.form).focus(); }, 0); return; }
      event.preventDefault();
      text.value = board.getData("text/plain");
      told();
      $("[data-submit]", text.form).focus();
    });
    text.form.addEventListener("submit", function () {
      $$("[data-mirror]", text.form).forEach(function (hidden) {
        var from = $('[data-upload] [name="' + hidden.dataset.mirror + '"]');
        if (from) hidden.value = from.value;
      });
    }, true);
  }

  /* the list of problems: a row is a link; keys as in a spreadsheet program */
  document.addEventListener("click", function (event) {
    var row = event.target.closest("tr[data-problem]");
    if (row && !event.target.closest("a, button, input, form")) $("a.go", row).click();
  });
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229 || !$("#work")) return;
    if (event.key === "F8") { var next = $("[data-next]"); if (next) { event.preventDefault(); next.click(); } return; }
    if (event.target.matches("input, textarea, select, [contenteditable]")) return;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
      var back = $("[data-take-back]");
      if (back) { event.preventDefault(); back.requestSubmit(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "k") {
      var rows = $$("tr[data-problem]"), at = rows.findIndex(function (row) { return row.getAttribute("aria-current"); });
      var to = rows[at + (event.key === "j" ? 1 : -1)];
      if (to) { event.preventDefault(); $("a.go", to).click(); }
    }
    if (event.key === "e" && $(".own")) { event.preventDefault(); type(); }
  });

  /* the list and the page scroll on their own; after an answer the current line stays in sight */
  var scrolled = 0;
  document.addEventListener("htmx:beforeSwap", function () { var list = $(".problem-list"); scrolled = list ? list.scrollTop : 0; });
  function settle() {
    var list = $(".problem-list"), row = $("tr[data-problem][aria-current]");
    if (!list) return;
    list.scrollTop = scrolled;
    if (!row) return;
    var top = row.offsetTop - 40, bottom = row.offsetTop + row.offsetHeight;
    if (top < list.scrollTop) list.scrollTop = top;
    if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
  }
  document.addEventListener("htmx:afterSwap", settle);

  /* 自己填: to the field where one types, at once or once the line is there */
  var typing = false;
  function type() { var own = $(".own input[name=text]"); typing = false; if (own) { own.focus(); own.select(); } }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-own]");
    if (!link) return;
    if (link.closest("tr").getAttribute("aria-current")) { event.preventDefault(); event.stopPropagation(); type(); } else { typing = true; }
  }, true);
  document.addEventListener("htmx:afterSettle", function () { if (typing) type(); });

  /* an answer that did not come is said, and the form can be sent again */
  function failed(event) {
    var status = event.detail.xhr ? event.detail.xhr.status : 0;
    if (status === 409 || status === 422 || status === 403 || status === 401 || status === 429) return;
    $$("form[data-sent]").forEach(window.ledger.release);
    if (window.ledger && window.ledger.toast) window.ledger.toast(status ? "没有办成（" + status + "），请刷新页面再试" : "连不上服务器，刚才的改动没有保存，请再试一次");
  }
  document.addEventListener("htmx:sendError", failed);
  document.addEventListener("htmx:responseError", failed);

  /* the original page: the cell comes into sight */
  function reach() {
    var page = $("[data-source]"), cell = $("#cell");
    if (!page || !cell) return;
    page.scrollTop = Math.max(0, cell.offsetTop - page.clientHeight / 2);
    page.scrollLeft = Math.max(0, cell.offsetLeft - page.clientWidth / 2);
  }
  settle();
  reach();
})();
