/* 报告页: paragraphs open for editing in place; figures in them stay figures; what is typed saves itself. */
(function () {
  "use strict";

  var $ = function (selector, root) { return (root || document).querySelector(selector); };
  var $$ = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };
  document.documentElement.classList.add("js");
  var WAIT = 2500;

  /* the text of the editor with {{k12}} where a figure stands */
  function body(rich) {
    var text = "";
    (function walk(node) {
      node.childNodes.forEach(function (child) {
        if (child.nodeType === 3) text += child.data;
        else if (child.dataset && child.dataset.k) text += "{{" + child.dataset.k + "}}";
        else if (child.tagName === "BR") text += "\n";
        else { if (/^(DIV|P)$/.test(child.tagName) && text) text += "\n"; walk(child); }
      });
    })(rich);
    return text.replace(/[\u200b\u00a0]/g, " ").replace(/\n+$/, "").trim();
  }
  function keys(rich) { return $$("[data-k]", rich).map(function (chip) { return chip.dataset.k; }); }
  function said(text) { var at = $("#saved"); if (at) at.textContent = text; }

  function prepare(form) {
    if (form.dataset.ready) return;
    form.dataset.ready = "1";
    var rich = $("[data-rich]", form), field = $("textarea", form), timer = 0, sent = field.value;
    var chips = {};
    $$("[data-k]", rich).forEach(function (chip) { chips[chip.dataset.k] = chip.cloneNode(true); });
    var known = keys(rich), last = rich.innerHTML;

    function ask(key) {
      var box = $(".chip-ask", form), chip = chips[key];
      box.hidden = false;
      $("[data-said]", box).textContent = "数字“" + chip.textContent + "”（" + chip.title + "）被改掉了。要改的是哪一样？";
      $$("button", box).forEach(function (button) {
        button.onclick = function () {
          var way = button.dataset.way;
          box.hidden = true;
          if (way === "text") { known = keys(rich); changed(); return; }
          rich.innerHTML = last;
          field.value = body(rich);
          if (way !== "back" && window.htmx) window.htmx.ajax("GET", form.dataset.figure.replace("KEY", key) + "?do=" + way, { target: "#drawer", swap: "innerHTML" });
        };
      });
      $("button", box).focus();
    }
    function changed() {
      var now = keys(rich), gone = known.filter(function (key) { return now.indexOf(key) < 0; });
      if (gone.length) { clearTimeout(timer); ask(gone[0]); return; }
      last = rich.innerHTML;
      field.value = body(rich);
      said("正在输入…");
      clearTimeout(timer);
      timer = setTimeout(save, WAIT);
    }
    function save() {
      if (field.value === sent || !$(".chip-ask", form).hidden) return;
      said("正在保存…");
      var data = new FormData(form), value = field.value;
      data.set("auto", "1");
      fetch(form.action, { method: "POST", body: data, headers: { "X-CSRFToken": $("[name=csrfmiddlewaretoken]", form).value } })
        .then(function (answer) { return answer.text().then(function (text) { return [answer, text]; }); })
        .then(function (both) {
          if (both[0].ok) { sent = value; $("[name=version]", form).value = both[0].headers.get("X-Version"); said(both[1]); }
          else if (both[0].status === 409) { said("他人已修改，查看差异"); var box = $("[data-conflict]", form); box.innerHTML = both[1]; box.hidden = false; }
          else said("没有保存，内容还在这里");
        })
        .catch(function () { said("未联网，内容还在这里，恢复后自动保存"); timer = setTimeout(save, 2 * WAIT); });
    }
    rich.addEventListener("input", changed);
    rich.addEventListener("blur", function () { clearTimeout(timer); timer = setTimeout(save, 150); });
    rich.addEventListener("paste", function (event) {
      event.preventDefault();
      document.execCommand("insertText", false, (event.clipboardData || window.clipboardData).getData("text/plain"));
    });
    form.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if ((event.ctrlKey || event.metaKey) && (event.key === "s" || event.key === "Enter")) { event.preventDefault(); field.value = body(rich); form.requestSubmit(); }
      if (event.key === "Escape") { event.preventDefault(); var link = $("[data-cancel]", form); if (link) link.click(); }
    });
    form.addEventListener("submit", function () { field.value = body(rich); clearTimeout(timer); });
    rich.focus();
  }

  function all() { $$("form.para-editor").forEach(prepare); }
  document.addEventListener("htmx:afterSettle", all);
  all();

  /* a double click opens the paragraph */
  document.addEventListener("dblclick", function (event) {
    var para = event.target.closest(".para"), link = para && $("[data-edit]", para);
    if (link && !event.target.closest("a, button")) link.click();
  });
  window.addEventListener("beforeunload", function (event) {
    var at = $("#saved");
    if (at && /正在|没有保存|未联网/.test(at.textContent) && $("form.para-editor")) { event.preventDefault(); event.returnValue = ""; }
  });
})();
