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
    var rich = $("[data-rich]", form), field = $("textarea", form), timer = 0, sent = field.value, busy = false;
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
          if (way !== "back" && window.htmx) window.htmx.ajax("GET", form.dataset.figure.replace("KEY", key) + "&do=" + way, { target: "#drawer", swap: "innerHTML" });
        };
      });
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
    function finish() { field.value = body(rich); clearTimeout(timer); form.requestSubmit(); }
    function save() {
      if (field.value === sent || !$(".chip-ask", form).hidden) return;
      if (field.value.indexOf("\n") >= 0) { finish(); return; }  /* several lines become several paragraphs */
      if (busy) { clearTimeout(timer); timer = setTimeout(save, 300); return; }
      busy = true;
      said("正在保存…");
      var data = new FormData(form), value = field.value;
      data.set("auto", "1");
      fetch(form.action, { method: "POST", body: data, headers: { "X-CSRFToken": $("[name=csrfmiddlewaretoken]", form).value } })
        .then(function (answer) { return answer.text().then(function (text) { return [answer, text]; }); })
        .then(function (both) {
          busy = false;
          if (both[0].ok && /\/sign-in\//.test(both[0].url)) said("登录已过期，内容还在这里。请在另一个窗口登录后再停顿一下");
          else if (both[0].ok) { sent = value; $("[name=version]", form).value = both[0].headers.get("X-Version"); said(both[1]); }
          else if (both[0].status === 409) { said("他人已修改，查看差异"); var box = $("[data-conflict]", form); box.innerHTML = both[1]; box.hidden = false; }
          else said("没有保存，内容还在这里");
        })
        .catch(function () { busy = false; said("未联网，内容还在这里，恢复后自动保存"); timer = setTimeout(save, 2 * WAIT); });
    }
    form.addEventListener("click", function (event) {
      if (event.target.closest("[data-theirs]")) { sent = field.value; $("[data-cancel]", form).click(); }
      var mine = event.target.closest("[data-mine]");
      if (mine) { $("[name=version]", form).value = mine.dataset.mine; $("[data-conflict]", form).hidden = true; save(); }
    });
    rich.addEventListener("input", changed);
    rich.addEventListener("blur", function () { clearTimeout(timer); timer = setTimeout(save, 150); });
    rich.addEventListener("paste", function (event) {
      event.preventDefault();
      document.execCommand("insertText", false, (event.clipboardData || window.clipboardData).getData("text/plain"));
    });
    form.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if ((event.ctrlKey || event.metaKey) && (event.key === "s" || event.key === "Enter")) { event.preventDefault(); field.value = body(rich); form.requestSubmit(); }
      if (event.key === "Enter" && !event.shiftKey && event.target === rich) { setTimeout(finish, 0); }
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        if (field.value !== sent) finish(); else $("[data-cancel]", form).click();
      }
    });
    form.addEventListener("submit", function () { field.value = body(rich); clearTimeout(timer); });
    rich.focus();
  }

  /* the drawer: which figure is open, in the text and in the address; closing it shows what is left to do */
  function opened() {
    var mark = $("#drawer [data-open]"), key = mark ? mark.dataset.open : "";
    $$("#doc .fig.is-open").forEach(function (link) { link.classList.toggle("is-open", link.dataset.k === key); });
    $$('#doc .fig[data-k="' + key + '"]').forEach(function (link) { link.classList.add("is-open"); });
    var box = $("#drawer");
    if (key && box.getBoundingClientRect().top > window.innerHeight - 80) box.scrollIntoView();  /* under the text on a small screen */
    if (key) history.replaceState(history.state, "", "?f=" + key);
  }
  document.addEventListener("htmx:afterSettle", function (event) { if (event.target.id === "drawer") opened(); });
  /* the way back from an operand ends at the report's own figure, with what can be done with it */
  var ways = {};
  document.addEventListener("click", function (event) {
    var mark = $("#drawer [data-open][data-here]"), back = event.target.closest("#drawer [data-fig-back]");
    if (mark) ways[mark.dataset.here] = mark.dataset.open;
    var key = back && ways[(back.getAttribute("href").split("?")[1] || "")];
    if (!key || !window.htmx) return;
    event.preventDefault();
    event.stopPropagation();
    window.htmx.ajax("GET", "?f=" + key, { target: "#drawer", swap: "innerHTML" });
  }, true);
  document.addEventListener("figure:close", function () {
    var box = $("#drawer");
    if (!box || !box.dataset.home) return;
    box.hidden = false;
    window.htmx.ajax("GET", box.dataset.home, { target: "#drawer", swap: "innerHTML" });
    history.replaceState(history.state, "", box.dataset.home);
  });
  var start = $("#doc .fig.is-open");
  if (start) start.scrollIntoView({ block: "center" });

  /* an offered indicator fills the form */
  document.addEventListener("click", function (event) {
    var offer = event.target.closest("[data-offer]"), form = offer && offer.closest("form");
    if (!form) return;
    $("[data-expression]", form).value = offer.dataset.offer;
    ["unit", "decimals"].forEach(function (name) { var field = $("[name=" + name + "]", form); if (field) field.value = offer.dataset[name]; });
    $$("[data-offer]", form).forEach(function (other) { other.setAttribute("aria-pressed", String(other === offer)); });
  });

  /* charts are drawn from the option that also makes the picture in Word */
  function charts() {
    $$("[data-report-chart]").forEach(function (box) {
      if (box.dataset.drawn || !window.echarts) return;
      box.dataset.drawn = "1";
      var chart = window.echarts.init(box, null, { renderer: "svg" });
      chart.setOption(Object.assign({ animation: false, textStyle: { fontFamily: "inherit" } }, JSON.parse(document.getElementById(box.dataset.reportChart).textContent)));
      window.addEventListener("resize", function () { chart.resize(); });
    });
  }
  if (document.readyState === "complete") charts(); else window.addEventListener("load", charts);
  document.addEventListener("htmx:afterSettle", charts);

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
