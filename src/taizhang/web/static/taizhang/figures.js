/* A figure opens beside the text it stands in: its proof in #drawer. Without a drawer on the page a figure is a plain link. */
(function () {
  "use strict";

  var $ = function (selector, root) { return (root || document).querySelector(selector); };
  var $$ = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };
  var drawer = function () { return document.getElementById("drawer"); };
  var opened = null;

  function figures() { return $$("a.fig[data-fig]").filter(function (link) { return !drawer().contains(link); }); }

  /* the frame splits when the drawer opens; what was in sight stays in sight */
  function show() {
    var box = drawer(), frame = box.closest(".tz-frame");
    if (!box.hidden) return;
    var main = $("main"), y = window.scrollY;
    box.hidden = false;
    if (box.parentNode === frame) { frame.classList.add("tz-split"); main.scrollTop = y; }
    box.dispatchEvent(new CustomEvent("figure:open", { bubbles: true }));
  }
  function close() {
    var box = drawer(), frame = box.closest(".tz-frame"), y = $("main").scrollTop;
    if (opened) { opened.classList.remove("is-open"); opened.focus({ preventScroll: true }); }
    opened = null;
    box.hidden = true;
    box.textContent = "";
    if (box.parentNode === frame) { frame.classList.remove("tz-split"); window.scrollTo(0, y); }
    box.dispatchEvent(new CustomEvent("figure:close", { bubbles: true }));
  }
  function load(address) {
    show();
    var done = window.htmx.ajax("GET", address, { target: "#drawer", swap: "innerHTML" });
    if (window.innerWidth <= 900 && done) done.then(function () { drawer().scrollIntoView(); });  // it stands under the text there
  }
  function open(link) {
    $$("a.fig.is-open, a.fig-none.is-open").forEach(function (other) { other.classList.remove("is-open"); });
    link.classList.add("is-open");
    opened = link;
    load(link.getAttribute("href"));
    link.scrollIntoView({ block: "nearest" });
  }
  function step(by) {
    var all = figures();
    if (!all.length) return;
    var at = all.indexOf(opened || $("a.fig.is-open"));
    open(all[(at + by + all.length) % all.length]);
  }

  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (!drawer() || !window.htmx) return;
    var link = event.target.closest("a[data-fig], a[data-fig-back]");
    if (link) {
      event.preventDefault();
      if (drawer().contains(link)) load(link.getAttribute("href")); else open(link);
      return;
    }
    var tool = event.target.closest("[data-step], [data-close]");
    if (tool && drawer().contains(tool)) { if (tool.dataset.step) step(Number(tool.dataset.step)); else close(); }
  });
  document.addEventListener("submit", function (event) {
    var form = event.target.closest("form[data-fig-form]");
    if (!form || !drawer() || !drawer().contains(form)) return;
    event.preventDefault();
    load(form.getAttribute("action") + "?" + new URLSearchParams(new FormData(form)).toString());
  });
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, textarea, select, [contenteditable]")) return;
    var box = drawer() && !drawer().hidden ? drawer() : $("article.proof");
    if (!box || !box.textContent.trim()) return;
    if (box.id === "drawer") {
      if (event.key === "Escape") { close(); return; }
      if (event.key === "ArrowLeft" || event.key === "ArrowRight") { event.preventDefault(); step(event.key === "ArrowLeft" ? -1 : 1); return; }
    }
    var link = null;
    if (event.key === "Enter" && !event.target.matches("a, button, summary")) link = $("[data-list]", box);
    if (event.key === "Enter" && event.target === opened) link = $("[data-list]", box);
    if (event.key === "o") link = $("[data-source]", box);
    if (link) { event.preventDefault(); link.click(); }
  });

  /* a file that takes seconds to reckon: its button counts them, then the file comes; what goes wrong is told by the page itself */
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-reckoned]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (link.getAttribute("aria-busy")) return;
    var words = link.lastChild, title = words.data, seconds = 0;
    var say = function () { words.data = "正在取数，已 " + seconds + " 秒…"; seconds += 1; };
    var clock = setInterval(say, 1000);
    say();
    link.setAttribute("aria-busy", "true");
    window.ledger.fetch(link.href).then(function (answer) {
      var named = /filename\*=utf-8''([^;]+)/i.exec(answer.headers.get("Content-Disposition") || "");
      if (!answer.ok || !named) throw answer;
      return answer.blob().then(function (file) {
        var made = document.createElement("a");
        made.href = URL.createObjectURL(file);
        made.download = decodeURIComponent(named[1]);
        made.click();
        setTimeout(function () { URL.revokeObjectURL(made.href); }, 60000);
      });
    }).catch(function () { window.location = link.href; }).finally(function () {
      clearInterval(clock);
      words.data = title;
      link.removeAttribute("aria-busy");
    });
  });

  /* values over time: the numbers stand in the table, the chart repeats them */
  function charts() {
    $$("[data-chart]").forEach(function (box) {
      if (box.dataset.drawn || !window.echarts) return;
      box.dataset.drawn = "1";
      var css = getComputedStyle(document.documentElement), rows = $$("[data-chart-row]"), ink = css.getPropertyValue("--tz-ink").trim();
      var line = css.getPropertyValue("--tz-line").trim(), primary = css.getPropertyValue("--tz-primary").trim();
      var chart = window.echarts.init(box, null, { renderer: "svg" });
      chart.setOption({
        animation: false, textStyle: { fontFamily: "inherit" }, grid: { left: 8, right: 20, top: 24, bottom: 4, containLabel: true },
        xAxis: { type: "category", data: rows.map(function (r) { return r.dataset.x; }), axisTick: { show: false }, axisLine: { lineStyle: { color: line } }, axisLabel: { color: ink } },
        yAxis: { type: "value", scale: true, splitLine: { lineStyle: { color: line } }, axisLabel: { color: ink } },
        tooltip: { trigger: "axis", confine: true },
        series: [{ type: "line", data: rows.map(function (r) { return r.dataset.y === "" ? null : Number(r.dataset.y); }), symbolSize: 6, lineStyle: { color: primary }, itemStyle: { color: primary }, label: { show: true, color: ink, fontSize: 12 } }]
      });
      new ResizeObserver(function () { chart.resize(); }).observe(box);
    });
  }
  if (document.readyState === "complete") charts(); else window.addEventListener("load", charts);
  document.addEventListener("htmx:afterSettle", charts);
  window.figures = { open: open, close: close, load: load };
})();
