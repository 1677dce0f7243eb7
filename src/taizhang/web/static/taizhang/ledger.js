/* What the pages do besides asking the server: menus, keys, selection. Everything works without it but these comforts. */
(function () {
  "use strict";

  var $ = function (selector, root) { return (root || document).querySelector(selector); };
  var $$ = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };

  /* The clipboard is there on https only; many bureaus' networks are plain http. */
  function copyText(text) {
    if (navigator.clipboard) { navigator.clipboard.writeText(text); return; }
    var box = document.createElement("textarea");
    box.value = text; document.body.append(box); box.select(); document.execCommand("copy"); box.remove();
  }

  function toast(text) {
    if ($$("#toasts .tz-toast").some(function (there) { return there.textContent === text; })) return; /* a poll says it again and again */
    var box = document.createElement("div");
    box.className = "tz-toast";
    box.textContent = text;
    $("#toasts").append(box);
    setTimeout(function () { box.remove(); }, 4000);
  }

  /* menus close when one clicks elsewhere or presses Esc; a lazy one asks for its body when it opens */
  function closeMenus(but) {
    $$("details.menu[open]").forEach(function (menu) { if (!but || !menu.contains(but)) menu.open = false; });
    if (!but || !but.closest(".suggest, .tz-search, .pick")) $$(".suggest").forEach(function (box) { box.textContent = ""; });
  }
  document.addEventListener("toggle", function (event) {
    var menu = event.target;
    if (!menu.matches || !menu.matches("details.menu") || !menu.open) return;
    var lazy = $(".lazy", menu);
    if (lazy && window.htmx) window.htmx.trigger(lazy, "open-menu");
    var first = $("input:not([type=hidden]):not([type=checkbox])", menu);
    if (first) first.focus();
  }, true);

  /* selection of rows: count, sum and average of the first money column, export of what is ticked */
  function ticks(form) { return $$("input[name=ids]", form); }
  function number(value, digits) { return value.toLocaleString("zh-CN", { minimumFractionDigits: digits, maximumFractionDigits: digits }); }
  function summed(form, rows) {
    var head = $$("th", form).findIndex(function (th) { return th.hasAttribute("data-money"); });
    if (head < 0 || rows.length < 2) return "";
    var values = rows.map(function (row) { return row.cells[head].dataset.v; }).filter(Boolean).map(Number);
    if (!values.length) return "";
    var sum = values.reduce(function (a, b) { return a + b; }, 0);
    return $("[data-money] a", form).textContent.replace(/[↑↓ ]/g, "") + " 求和 " + number(sum, 2) + " · 平均 " + number(sum / values.length, 2);
  }
  function refresh(form) {
    var every = $("[data-every]", form), all = ticks(form), on = all.filter(function (t) { return t.checked; });
    all.forEach(function (t) { t.closest("tr").classList.toggle("is-selected", t.checked); });
    var master = $("[data-all]", form);
    master.checked = on.length === all.length && on.length > 0;
    master.classList.toggle("half", on.length > 0 && on.length < all.length);
    if (!on.length && every) every.checked = false;
    var whole = every && every.checked, count = whole ? Number(form.dataset.total) : on.length;
    $("[data-bulk]", form).hidden = !on.length;
    $("[data-count]", form).textContent = "已选 " + number(count, 0) + " 行";
    var verify = $("[data-verify]", form), waiting = on.filter(function (t) { return t.dataset.state === "provisional"; }).length;
    if (verify) verify.textContent = whole ? "把待核的都标为已核" : "标为已核 " + waiting + " 条";
    if (verify) verify.hidden = !whole && !waiting;
    $("[data-sum]", form).textContent = whole ? "" : summed(form, on.map(function (t) { return t.closest("tr"); }));
    var out = $("[data-export]", form);
    if (out) {
      out.dataset.base = out.dataset.base || out.getAttribute("href");
      var ids = on.map(function (t) { return t.value; }).join(",");
      out.href = whole ? out.dataset.base : out.dataset.base + (out.dataset.base.slice(-1) === "?" ? "" : "&") + "ids=" + ids;
    }
  }
  var lastTick = null;
  document.addEventListener("change", function (event) {
    var form = event.target.closest("form[data-select]");
    if (!form) return;
    if (event.target.matches("[data-all]")) ticks(form).forEach(function (t) { t.checked = event.target.checked; });
    refresh(form);
  });
  document.addEventListener("click", function (event) {
    closeMenus(event.target);
    var target = event.target, form = target.closest("form[data-select]");
    if (form && target.matches("input[name=ids]")) {
      if (event.shiftKey && lastTick && form.contains(lastTick)) {
        var all = ticks(form), a = all.indexOf(lastTick), b = all.indexOf(target);
        all.slice(Math.min(a, b), Math.max(a, b) + 1).forEach(function (t) { t.checked = target.checked; });
        refresh(form);
      }
      lastTick = target;
    }
    if (form && target.closest("[data-clear]")) { ticks(form).forEach(function (t) { t.checked = false; }); refresh(form); }
    var copy = target.closest("[data-copy-link]");
    if (copy && navigator.clipboard) {
      event.preventDefault();
      navigator.clipboard.writeText(copy.href).then(function () { toast("链接已复制，发给同事打开就是这个列表"); });
    }
    var words = target.closest("[data-copy]");
    if (words) { copyText(words.dataset.copy); toast("已复制"); }
    if (target.closest("[data-print]")) window.print();
    var back = target.closest("[data-back]");
    if (back && history.length > 1) { event.preventDefault(); history.back(); }
    var choice = target.closest(".pick .suggest button");
    if (choice) {
      var pick = choice.closest(".pick");
      $("[data-pick]", pick).value = choice.dataset.title;
      $("input[type=hidden]", pick).value = choice.dataset.id;
      $(".suggest", pick).textContent = "";
      $("[data-pick]", pick).dispatchEvent(new Event("change", { bubbles: true }));
    }
    var dismiss = target.closest("[data-dismiss]");
    if (dismiss) dismiss.closest(dismiss.dataset.dismiss).remove();
  });
  document.addEventListener("input", function (event) {
    if (event.target.matches("[data-pick]")) $("input[type=hidden]", event.target.closest(".pick")).value = "";
  });

  /* suggestions: arrows and Enter */
  function suggestKeys(event) {
    var holder = event.target.closest(".tz-search, .pick");
    var items = holder ? $$(".suggest a, .suggest button", holder) : [];
    if (!items.length) {
      return false;
    }
    var at = items.findIndex(function (i) { return i.classList.contains("on"); });
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (at >= 0) items[at].classList.remove("on");
      items[(at + (event.key === "ArrowDown" ? 1 : -1) + items.length) % items.length].classList.add("on");
      return true;
    }
    if (event.key === "Enter" && (at >= 0 || holder.matches(".tz-search"))) {
      event.preventDefault();
      items[Math.max(0, at)].click();
      return true;
    }
    return false;
  }

  /* rows: j k x Enter */
  function rowKeys(key) {
    var rows = $$("form[data-select] tbody tr");
    if (!rows.length) return false;
    var at = rows.findIndex(function (r) { return r.classList.contains("is-cursor"); });
    if (key === "j" || key === "k") {
      if (at >= 0) rows[at].classList.remove("is-cursor");
      var next = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + (key === "j" ? 1 : -1)))];
      next.classList.add("is-cursor");
      next.scrollIntoView({ block: "nearest" });
      return true;
    }
    if (at < 0) return false;
    if (key === "x") { var tick = $("input[name=ids]", rows[at]); tick.checked = !tick.checked; refresh(tick.closest("form")); return true; }
    if (key === "Enter") { $("a.nm", rows[at]).click(); return true; }
    return false;
  }

  /* one click, one sending: the button rests until the page answers */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches("[data-once]") || $("[data-going]", form)) return;
    if (form.dataset.sent) { event.preventDefault(); event.stopPropagation(); return; }
    form.dataset.sent = "1";
    setTimeout(function () { $$("button", form).forEach(function (button) { button.disabled = true; }); }, 0);
    setTimeout(function () { release(form); }, 8000);
  }, true);
  function release(form) { delete form.dataset.sent; $$("button", form).forEach(function (button) { button.disabled = false; }); }
  window.addEventListener("pageshow", function () { $$("form[data-sent]").forEach(release); });

  /* keys: off in inputs and while a Chinese word is being composed */
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      var form = $("form[data-save]");
      if (form) { event.preventDefault(); form.requestSubmit(); }
      return;
    }
    if (event.key === "Escape") {
      closeMenus(null);
      var clear = $("[data-bulk]:not([hidden]) [data-clear]");
      if (clear) clear.click();
      if (event.target.blur && event.target.matches("input")) event.target.blur();
      return;
    }
    if (event.target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]")) { suggestKeys(event); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "?") { $("#keys").showModal(); return; }
    if (rowKeys(event.key)) { event.preventDefault(); return; }
    var target = $$("[data-key]").find(function (item) { return item.dataset.key === event.key; });
    if (!target) return;
    event.preventDefault();
    if (target.matches("input")) { target.focus(); target.select(); } else { target.click(); }
  });

  /* a toast that may be taken back counts its seconds */
  function fade(root) {
    $$("[data-fade]", root).forEach(function (box) {
      if (box.dataset.running) return;
      box.dataset.running = "1";
      var left = Number(box.dataset.fade);
      var timer = setInterval(function () {
        left -= 1;
        var word = $("[data-left]", box);
        if (word) word.textContent = left + " 秒";
        if (left <= 0 || !box.isConnected) { clearInterval(timer); box.remove(); }
      }, 1000);
    });
  }
  document.addEventListener("htmx:afterSwap", function (event) { fade(event.target.parentNode || document); });
  /* a form that comes back with errors is shown; a refusal in plain words is said, and the page stays with what was typed */
  document.addEventListener("htmx:beforeSwap", function (event) {
    var xhr = event.detail.xhr, words = (xhr.getResponseHeader("Content-Type") || "").indexOf("text/plain") === 0;
    if (xhr.status === 401 && !$("#again")) window.location.reload();
    else if (words && xhr.status > 401 && xhr.status < 500) toast(xhr.responseText);
    else if (xhr.status === 422 || xhr.status === 409) event.detail.shouldSwap = true;
  });
  /* the machine is in trouble, or nobody answers: what was typed stays; one button asks again, and so does time */
  var trouble = null;
  function troubled(sentence, detail, seconds) {
    var config = detail.requestConfig, box = $("#trouble"), saved = $("#saved");
    if (config.verb === "get" && !config.elt.closest("form[data-save]") && !seconds) return;
    if (saved) saved.textContent = "还没有保存";
    if (!box) {
      box = document.createElement("div");
      box.id = "trouble";
      box.className = "tz-note is-warn tz-trouble";
      box.setAttribute("role", "alert");
      box.innerHTML = '<span>⚠</span><span class="grow"></span><button type="button" class="btn">再试一次</button>';
      document.body.append(box);
    }
    $(".grow", box).textContent = sentence;
    function again() {
      clearTimeout(trouble);
      if (!config.elt.isConnected) { box.remove(); return; }
      window.htmx.ajax(config.verb.toUpperCase(), config.path, { source: config.elt, target: detail.target, swap: config.elt.getAttribute("hx-swap") || "innerHTML" });
    }
    $("button", box).onclick = again;
    clearTimeout(trouble);
    trouble = setTimeout(again, 1000 * (seconds || 10));
  }
  document.addEventListener("htmx:sendError", function (event) {
    troubled("连不上服务器。您填的内容还在这一页，没有丢；连上后会自动再试。", event.detail, 0);
  });
  document.addEventListener("htmx:responseError", function (event) {
    var xhr = event.detail.xhr;
    if (xhr.status !== 503 && xhr.status !== 507) return;
    troubled(xhr.responseText.slice(0, 300) + " 您填的内容还在这一页。", event.detail, Number(xhr.getResponseHeader("Retry-After")) || 30);
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    var box = $("#trouble");
    if (event.detail.successful && box) { clearTimeout(trouble); box.remove(); toast("好了，已经连上"); }
  });

  function ready() {
    fade(document);
    var focus = $("[data-focus]");
    if (focus) focus.focus();
    $$("form[data-select]").forEach(refresh);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready); else ready();

  /* `lasting` and `fetch` outlive a session once signing.js is there */
  window.ledger = {
    $: $, $$: $$, toast: toast, release: release,
    lasting: function (send) { return send(); }, fetch: function (address, options) {
      var now = Object.assign({}, options);
      if (typeof now.body === "function") now.body = now.body();
      return window.fetch(address, now);
    }
  };

  /* who went from a report to the rows or the workbook behind a figure finds the way back; the menu ends the errand */
  var errand = null;
  try { errand = JSON.parse(window.sessionStorage.getItem("report")); } catch (ignored) { /* storage is forbidden */ }
  if (errand && errand.path !== window.location.pathname && $(".tz-crumb")) {
    var home = document.createElement("a");
    home.className = "tz-badge is-on no-print";
    home.href = errand.path + errand.query;
    home.title = errand.title;
    home.textContent = "返回报告";
    home.dataset.reportBack = "";
    $(".tz-crumb").append(home);
  }
  document.addEventListener("click", function (event) {
    if (event.target.closest(".tz-side a, [data-report-back]")) try { window.sessionStorage.removeItem("report"); } catch (ignored) { /* as above */ }
  });
})();
