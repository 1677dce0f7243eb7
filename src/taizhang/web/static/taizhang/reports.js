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
    if (!$("[data-rich]", form)) return;
    var rich = $("[data-rich]", form), field = $("textarea", form), timer = 0, sent = body(rich), busy = false, level = $("[name=level]", form), levelled = level.value;
    var chips = {};
    $$("[data-k]", rich).forEach(function (chip) { chips[chip.dataset.k] = chip.cloneNode(true); });
    var known = keys(rich), last = rich.innerHTML;

    var box = $(".chip-ask", form), wrong = $("[data-wrong]", form), conflict = $("[data-conflict]", form);
    function asking() { return !box.hidden; }
    /* the question stays until it is answered: neither Esc nor closing throws away what was typed */
    function insist() { box.scrollIntoView({ block: "nearest" }); $("button:not([hidden])", box).focus(); said("先定这个数字，写的内容还在"); }
    /* the number that was typed where a figure stood */
    function typedInstead() {
      var was = plain(last), now = plain(rich.innerHTML), a = 0, z = 0;
      while (a < was.length && was[a] === now[a]) a++;
      while (z < was.length - a && z < now.length - a && was[was.length - 1 - z] === now[now.length - 1 - z]) z++;
      while (a && /[\d.,]/.test(now[a - 1])) a--;
      return (now.slice(a, now.length - z).match(/\d[\d,]*(\.\d+)?/) || [""])[0];
    }
    function plain(html) { var at = document.createElement("div"); at.innerHTML = html; return body(at); }
    function ask(gone) {
      var key = gone[0], many = gone.length > 1;
      var names = gone.map(function (one) { return "“" + chips[one].textContent + "”（" + chips[one].title + "）"; });
      $("[data-said]", box).textContent = many ? gone.length + " 个数字被改掉或删去了：" + names.join("、") + "。" : "数字" + names[0] + "被改掉了。要改的是哪一样？";
      $$("button", box).forEach(function (button) {
        var way = button.dataset.way;
        button.hidden = many && (way === "definition" || way === "manual");
        if (way === "text") button.textContent = many ? "照我改的，这些都不再由台账取数" : "改成文字";
        if (way === "back") button.textContent = many ? "全部恢复" : "恢复原数";
        button.onclick = function () {
          var typed = typedInstead();
          box.hidden = true;
          if (way === "text") { known = keys(rich); changed(); rich.focus(); return; }
          rich.innerHTML = last;
          field.value = body(rich);
          said("");
          if (way === "back") { rich.focus(); return; }
          var more = way === "manual" && typed ? "&value=" + encodeURIComponent(typed) : "";
          if (window.htmx) window.htmx.ajax("GET", form.dataset.figure.replace("KEY", key) + "&do=" + way + more, { target: "#drawer", swap: "innerHTML" });
        };
      });
      if (!asking()) { box.hidden = false; box.scrollIntoView({ block: "nearest" }); }
      said("有数字被改掉，等您定");
    }
    function changed() {
      var now = keys(rich), gone = known.filter(function (key) { return now.indexOf(key) < 0; });
      wrong.hidden = true;
      if (gone.length) { clearTimeout(timer); ask(gone); return; }
      box.hidden = true;
      last = rich.innerHTML;
      field.value = body(rich);
      said("正在输入…");
      clearTimeout(timer);
      timer = setTimeout(save, WAIT);
    }
    function clean() { return field.value === sent && level.value === levelled; }
    function shut() {  /* the paragraph as it reads now, with the counts */
      if (window.htmx) window.htmx.ajax("GET", form.dataset.shown, { target: "#" + form.parentNode.id, swap: "outerHTML" });
      else window.location.reload();
    }
    function again() {  /* one paragraph became several */
      var place = "#" + form.parentNode.id;
      if (window.location.search) window.location.assign(window.location.pathname + place);
      else { window.location.hash = place; window.location.reload(); }
    }
    function another() {  /* a new paragraph behind this one, open for writing */
      var acts = $("#acts"), add = document.createElement("button");
      add.formAction = form.dataset.add;
      add.name = "after";
      add.value = form.parentNode.id.slice(1);
      acts.append(add);
      acts.requestSubmit(add);
    }
    function finish(then) {
      clearTimeout(timer);
      if (asking()) { insist(); return; }
      field.value = body(rich);
      if (clean()) (then || shut)(); else send(then || shut);
    }
    function entered() {
      var last = rich.lastChild, fresh = last && last.tagName === "DIV" && !last.textContent;
      if (fresh) last.remove();
      finish(fresh ? another : shut);
    }
    /* a save that was not taken: both texts side by side, or the reason; what was typed stays in the editor */
    function refused(status, text) {
      if (status === 409) { said("他人已修改，查看差异"); conflict.innerHTML = text; conflict.hidden = false; conflict.scrollIntoView({ block: "nearest" }); return; }
      said("没有保存，内容还在这里");
      wrong.textContent = status > 401 && status < 500 && text.indexOf("<") < 0 ? text : "没有保存，内容还在这里。请稍后再试；还不行时复制下来，刷新页面再贴上。";
      wrong.hidden = false;
    }
    function save() {
      if (clean() || asking()) return;
      if (field.value.indexOf("\n") >= 0) finish(); else send();
    }
    function send(then) {
      clearTimeout(timer);
      if (busy) { timer = setTimeout(function () { send(then); }, 300); return; }
      busy = true;
      said("正在保存…");
      var data = new FormData(form), value = field.value, chosen = level.value;
      data.set("auto", "1");
      window.ledger.fetch(form.action, { method: "POST", body: data, headers: { "X-CSRFToken": $("[name=csrfmiddlewaretoken]", form).value } })
        .then(function (answer) { return answer.text().then(function (text) { return [answer, text]; }); })
        .then(function (both) {
          busy = false;
          if (!both[0].ok) { refused(both[0].status, both[1]); return; }
          sent = value;
          levelled = chosen;
          $("[name=version]", form).value = both[0].headers.get("X-Version");
          said(both[1]);
          if (value.indexOf("\n") >= 0) again(); else if (then) then();
        })
        .catch(function () { busy = false; said("未联网，内容还在这里，恢复后自动保存"); timer = setTimeout(save, 2 * WAIT); });
    }
    form.addEventListener("click", function (event) {  /* closing saves what is not saved yet */
      if (!event.target.closest("[data-cancel]")) return;
      event.preventDefault();
      finish();
    });
    form.addEventListener("click", function (event) {
      if (event.target.closest("[data-theirs]")) { box.hidden = true; shut(); }
      var mine = event.target.closest("[data-mine]");
      if (mine) { $("[name=version]", form).value = mine.dataset.mine; conflict.hidden = true; save(); }
    });
    rich.addEventListener("input", function (event) {
      changed();
      if (event.inputType === "insertParagraph") entered();  /* the new line is there by now, which it is not at the key */
    });
    rich.addEventListener("blur", function () { clearTimeout(timer); timer = setTimeout(save, 150); });
    rich.addEventListener("paste", function (event) {
      event.preventDefault();
      document.execCommand("insertText", false, (event.clipboardData || window.clipboardData).getData("text/plain"));
    });
    form.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if ((event.ctrlKey || event.metaKey) && (event.key === "s" || event.key === "Enter")) { event.preventDefault(); finish(); return; }
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        finish();
      }
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); finish(); });
    rich.focus();
    /* an address with #p12 takes the focus away once the page is there */
    if (document.readyState !== "complete") window.addEventListener("load", function () { setTimeout(function () { rich.focus(); }, 0); });
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
  /* from here to the rows and the workbook: the pages there offer the way back (ledger.js) */
  document.addEventListener("click", function (event) {
    var link = event.target.closest("#drawer a[href], #doc a[href]");
    if (!link || link.matches("[data-fig], [data-fig-back]")) return;
    var told = { path: window.location.pathname, query: window.location.search, title: $("h1").textContent };
    try { window.sessionStorage.setItem("report", JSON.stringify(told)); } catch (ignored) { /* storage is forbidden: the browser's own way back */ }
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
    if (at && /正在|没有保存|未联网|等您定|先定|他人已修改/.test(at.textContent) && $("form.para-editor")) { event.preventDefault(); event.returnValue = ""; }
  });
})();
