/* 稿件数字核查: a file dropped or pasted, sent once; marks and findings open each other, n and p step. Without it links do the same. */
(function () {
  "use strict";

  var $ = function (selector, root) { return (root || document).querySelector(selector); };
  var $$ = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };
  document.documentElement.classList.add("js");

  /* ---- handing in */
  var form = $("[data-hand-in]");
  if (form) {
    var input = $("#id_file"), text = $("#id_text"), button = $("[data-submit]"), drop = $(".drop"), error = $("[data-error]");
    var limit = Number(input.dataset.limit), idle = button.textContent;
    var say = function (sentence) { $("p", error).textContent = sentence; error.hidden = !sentence; };
    var show = function () {
      var list = $("[data-chosen]"), file = input.files[0];
      list.textContent = "";
      if (!file) { button.disabled = false; count(); return; }
      var mb = file.size / 1048576, over = mb > limit;
      var name = document.createElement("span"), size = document.createElement("span");
      name.className = "clip"; name.textContent = file.name;
      size.className = "size" + (over ? " too" : "");
      size.textContent = mb < 1 ? Math.max(1, Math.round(file.size / 1024)) + " KB" : mb.toFixed(1) + " MB";
      list.append(name, size);
      say(over ? "文件有 " + mb.toFixed(1) + " MB，超过了 " + limit + " MB 的上限。请删掉图片，或拆成几个文件再试。" : "");
      button.disabled = over;
      count();
      if (!over) button.focus();
    };
    input.addEventListener("change", show);
    ["dragenter", "dragover"].forEach(function (name) {
      document.addEventListener(name, function (event) { event.preventDefault(); drop.classList.add("is-over"); });
    });
    ["dragleave", "drop"].forEach(function (name) {
      document.addEventListener(name, function (event) { if (name === "drop" || !event.relatedTarget) drop.classList.remove("is-over"); });
    });
    document.addEventListener("drop", function (event) {
      event.preventDefault();
      if (event.dataTransfer && event.dataTransfer.files.length) { input.files = event.dataTransfer.files; show(); }
    });
    document.addEventListener("paste", function (event) {
      var board = event.clipboardData;
      if (!board || event.target === text) return;
      if (board.files.length && !board.getData("text/plain")) { event.preventDefault(); input.files = board.files; show(); return; }
      event.preventDefault();
      text.value = board.getData("text/plain");
      count(); button.focus();
    });
    var told = $("[data-told]"), usual = told.textContent;
    var count = function () {
      var length = text.value.replace(/\s/g, "").length;
      told.textContent = length ? "已贴入 " + length.toLocaleString("zh-CN") + " 字" + (input.files.length ? "，但选了文件，只核文件" : "") : usual;
    };
    text.addEventListener("input", function () { count(); if (text.value.trim() && !button.disabled) say(""); });
    form.addEventListener("submit", function (event) {
      if (!input.files.length && !text.value.trim()) { event.preventDefault(); say("请先选一个文件，或把正文粘贴到框里。"); return; }
      button.textContent = "正在核查…";
      setTimeout(function () { button.disabled = true; }, 0);
    });
    window.addEventListener("pageshow", function () { button.textContent = idle; show(); });
    if (!error.hidden) error.focus();
  }

  /* ---- the result */
  var drawer = $(".tz-drawer");
  if (!drawer || !$(".find", drawer)) return;
  var stepper = $("[data-stepper]"), current = null;
  var narrow = window.matchMedia("(max-width: 900px)");
  var finds = function () { return $$(".find", drawer).filter(function (find) { return !find.closest("[hidden]"); }); };
  var ids = function (value) { return value ? value.split(" ") : []; };

  function light(find, on) {
    find.classList.toggle("on", on);
    ids(find.dataset.in).forEach(function (id) { var s = document.getElementById(id); if (s) s.classList.toggle("on", on); });
    ids(find.dataset.at).forEach(function (id, i) { var m = document.getElementById("m-" + id); if (m) m.classList.toggle("on", on && i === 0); });
  }
  function words(find) {
    $("[data-stepper-title]").textContent = $("a", find).textContent;
    $("[data-stepper-more]").textContent = find.dataset.say || "";
    $(".stepper-t").setAttribute("href", "#" + find.id);
    stepper.hidden = false;
    document.body.classList.add("has-stepper");
  }
  function open(find, from) {
    if (!find) return;
    if (find.closest("[hidden]")) choose(find.closest("[data-apart]") ? "style" : "");
    if (current) light(current, false);
    current = find;
    light(find, true);
    var mark = document.getElementById(find.dataset.at ? "m-" + ids(find.dataset.at)[0] : ids(find.dataset.in)[0]);
    if (mark && from !== "text") mark.scrollIntoView({ block: narrow.matches ? "center" : "nearest" });
    if (mark && from !== "text" && !narrow.matches) centre(mark, $(".manuscript"));
    if (from !== "list" && !narrow.matches) find.scrollIntoView({ block: "nearest" });
    if (narrow.matches) words(find);
  }
  /* into the middle of its own pane only when it stands at the edge */
  function centre(mark, pane) {
    var at = mark.getBoundingClientRect(), box = pane.getBoundingClientRect();
    if (at.top < box.top + 60 || at.bottom > box.bottom - 60) pane.scrollTop += at.top - box.top - box.height / 2;
  }
  function step(by) {
    var list = finds(), at = list.indexOf(current);
    if (!list.length) return;
    open(list[at < 0 ? (by > 0 ? 0 : list.length - 1) : (at + by + list.length) % list.length]);
  }
  function choose(key) {
    $$("[data-group]", drawer).forEach(function (group) { group.hidden = key === "" ? "apart" in group.dataset : group.dataset.group !== key; });
    $$(".find-tabs [data-tab]").forEach(function (tab) {
      if (tab.dataset.tab === key) tab.setAttribute("aria-current", "true"); else tab.removeAttribute("aria-current");
    });
    $(".tz-drawer-b").scrollTop = 0;
  }

  document.addEventListener("click", function (event) {
    var mark = event.target.closest(".manuscript .mk"), find = event.target.closest(".find"), tab = event.target.closest("[data-tab]"), by = event.target.closest("[data-step]");
    if (by) { step(Number(by.dataset.step)); return; }
    if (tab) { event.preventDefault(); choose(tab.dataset.tab); return; }
    if (mark) { event.preventDefault(); open(document.getElementById(mark.getAttribute("href").slice(1)), "text"); return; }
    if (find && !event.target.closest("button, input, label, summary, .fig, a[href]:not([href^='#'])") && !String(window.getSelection())) { event.preventDefault(); open(find, "list"); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
    if (event.key === "n" || event.key === "N") { event.preventDefault(); step(1); }
    if (event.key === "p" || event.key === "P") { event.preventDefault(); step(-1); }
  });
  choose("");
  if (!narrow.matches && $("#g-bad .find, #g-look .find")) open(finds()[0]);
})();
