/* A page outlives its session: two minutes' warning, then the sign-in over the page. What was typed stays in its boxes, and what could not be
   saved is sent again. Only the person whose page it is may go on. Without this, the server keeps what was sent as a draft. */
(function () {
  "use strict";

  var $ = window.ledger.$, $$ = window.ledger.$$, box = $("#again");
  if (!box || !box.showModal) return;
  var WARN = 120, LOOK = 240, FRESH = 60;  /* seconds: warned before the end; asked now and then; a form younger than this is sent at once */
  var told = box.dataset, ends = 0, answered = Date.now(), looked = Date.now(), asking = null, waiting = [];

  /* only for this page's person: with the token of another who is signed in now, this page's text could still be sent under his name */
  function renew(token) {
    if (!token) return;
    $$("input[name=csrfmiddlewaretoken]").forEach(function (input) { input.value = token; });
    document.body.setAttribute("hx-headers", JSON.stringify({ "X-CSRFToken": token }));
  }
  function token() { return JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || ""; }
  function heard(left) { answered = looked = Date.now(); ends = answered + left * 1000; }

  /* who is signed in here now: true when it is still this page's person */
  function ask() {
    asking = asking || fetch(told.session, { headers: { "X-Requested-With": "fetch" }, cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (now) {
        if (String(now.person) === told.person) { renew(now.csrf); heard(now.left); return true; }
        over(now.person === null ? now.sentence : "这个浏览器里现在登录的是另一个人。这一页要由原来的人接着填，请他重新登录。");
        return false;
      }).finally(function () { asking = null; });
    return asking;
  }

  /* the warning */
  function warn() {
    if (box.open) return;
    show(true);
    $("[data-here]", box).focus();
  }
  function show(warning) {
    $("[data-warn]", box).hidden = !warning;
    $("[data-over]", box).hidden = warning;
    box.classList.toggle("is-over", !warning);
    if (!box.open) box.showModal();
  }
  function here() {
    fetch(told.stay, { method: "POST", headers: { "X-Requested-With": "fetch", "X-CSRFToken": token() } })
      .then(function (answer) {
        if (!answer.ok) { box.close(); return ask(); }
        return answer.json().then(function (now) { heard(now.left); box.close(); });
      }).catch(function () { window.ledger.toast("连不上服务器，请稍后再试"); });
  }
  $("[data-here]", box).addEventListener("click", here);
  box.addEventListener("cancel", function (event) {
    event.preventDefault();
    if (!box.classList.contains("is-over")) here();
  });

  /* the sign-in over the page */
  function over(why) {
    if (box.open && box.classList.contains("is-over")) return;
    wrong("");
    $("[data-why]", box).textContent = why;
    $("[data-code]", box).hidden = true;
    show(false);
    $("[name=password]", box).focus();
  }
  function wrong(text) {
    var at = $("[data-wrong]", box);
    at.textContent = text;
    at.hidden = !text;
  }
  $("form", box).addEventListener("submit", function (event) {
    event.preventDefault();
    event.stopPropagation();
    var form = event.target, button = $("button", form), data = new FormData(form);
    data.set("person", told.person);
    button.disabled = true;
    fetch(told.session, { headers: { "X-Requested-With": "fetch" }, cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (now) {
        return fetch(told.again, { method: "POST", body: data, headers: { "X-Requested-With": "fetch", "X-CSRFToken": now.csrf } });
      })
      .then(function (answer) {
        return answer.json().catch(function () { return { sentence: "连续几次不对，已暂时锁定。请过一会儿再试，或请本局系统管理员解锁；这一页可以一直开着。" }; });
      })
      .then(function (now) {
        button.disabled = false;
        if (String(now.person) === told.person) { back(now); return; }
        wrong(now.ask && $("[data-code]", box).hidden ? "" : now.sentence);
        if (now.ask) { $("[data-code]", box).hidden = false; $("[name=code]", box).value = ""; $("[name=code]", box).focus(); }
      })
      .catch(function () { button.disabled = false; wrong("连不上服务器，请稍后再试。这一页的内容还在。"); });
  });
  /* signed in again in another window, at the city's own sign-in: found out when the person comes back to this one */
  function elsewhere() {
    if (document.hidden || !box.open || !box.classList.contains("is-over")) return;
    fetch(told.session, { headers: { "X-Requested-With": "fetch" }, cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (now) {
        if (!box.classList.contains("is-over") || !box.open) return;
        if (String(now.person) === told.person) back(now);
        else if (now.person !== null) wrong("这个浏览器里现在登录的是另一个人。这一页要由原来的人接着填，请他重新登录。");
      }).catch(function () { /* no network: asked again at the next glance */ });
  }
  document.addEventListener("visibilitychange", elsewhere);
  window.addEventListener("focus", elsewhere);
  function back(now) {
    renew(now.csrf);
    heard(now.left);
    $("[name=password]", box).value = $("[name=code]", box).value = "";
    box.close();
    window.ledger.toast("已重新登录，接着填");
    waiting.splice(0).forEach(function (again) { again(); });
  }

  /* what the page sends by itself */
  function sameCall(a, b) { return a.elt === b.elt && a.path === b.path && a.verb === b.verb; }
  function later(call) {
    waiting = waiting.filter(function (other) { return !other.call || !sameCall(other.call, call); });
    var again = function () {
      if (call.elt.isConnected) window.htmx.ajax(call.verb.toUpperCase(), call.path, { source: call.elt, target: call.target });
    };
    again.call = call;
    waiting.push(again);
    return again;
  }
  document.addEventListener("htmx:configRequest", function (event) {
    if (/\bevery\b/.test(event.detail.elt.getAttribute("hx-trigger") || "")) event.detail.headers["X-Quiet"] = "1";
  });
  document.addEventListener("htmx:beforeSwap", function (event) {
    var xhr = event.detail.xhr, call = event.detail.requestConfig;
    if (xhr.status === 401) { event.detail.shouldSwap = false; later(call); over(xhr.responseText); return; }
    if (xhr.status === 403 && xhr.responseText.indexOf("data-csrf-refused") > 0) {
      event.detail.shouldSwap = false;
      later(call);
      ask().then(function (same) { if (same) waiting.splice(0).forEach(function (again) { again(); }); });
      return;
    }
    if (!("X-Quiet" in call.headers)) { answered = Date.now(); if (ends) ends = Math.max(ends, answered + Number(told.idle) * 1000); }
  });
  /* a call that finds the session over waits for the sign-in and goes again, with the new token: `send` sends it, `told` says of an answer
     its status and its words */
  window.ledger.lasting = function (send, told) {
    function more() { return window.ledger.lasting(send, told); }
    function after() { return new Promise(function (resolve) { waiting.push(resolve); }).then(more); }
    return send().then(function (answer) {
      var said = told(answer);
      if (said.status !== 401 && said.status !== 403) return answer;
      return said.words().then(function (words) {
        if (said.status === 403 && words.indexOf("data-csrf-refused") < 0) return answer;
        if (said.status === 401 && words) { over(words); return after(); }
        return ask().then(function (same) { return same ? more() : after(); });
      });
    });
  };
  window.ledger.fetch = function (address, options) {
    return window.ledger.lasting(function () {
      var now = Object.assign({}, options, { headers: Object.assign({}, (options || {}).headers, { "X-Requested-With": "fetch" }) });
      if (now.method) now.headers["X-CSRFToken"] = token();
      if (typeof now.body === "function") now.body = now.body();  /* what stands there when it goes */
      if (now.body instanceof FormData && now.body.has("csrfmiddlewaretoken")) now.body.set("csrfmiddlewaretoken", token());
      return fetch(address, now);
    }, function (answer) { return { status: answer.status, words: function () { return answer.clone().text(); } }; });
  };

  /* a form that leaves the page is sent only while the session and the line last: otherwise what was typed would leave with it */
  document.addEventListener("htmx:sendError", function () { answered = 0; });
  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (event.defaultPrevented || form.method !== "post" || form.closest("#again") || form.dataset.sure) return;
    if (navigator.onLine && Date.now() - answered < FRESH * 1000) return;
    event.preventDefault();
    if (form.dataset.asking) return;
    form.dataset.asking = "1";
    function go() {
      window.ledger.release(form);
      form.dataset.sure = "1";
      form.requestSubmit(button && button.form === form ? button : undefined);
      setTimeout(function () { delete form.dataset.sure; }, 1000);
    }
    ask().then(function (same) { if (same) go(); else waiting.push(go); })
      .catch(function () { window.ledger.toast("连不上服务器，还没有提交，内容还在这里"); })
      .finally(function () { delete form.dataset.asking; });
  });

  heard(Number(told.left));
  setInterval(function () {
    var now = Date.now(), left = Math.round((ends - now) / 1000);
    if (box.open && box.classList.contains("is-over")) return;
    if (box.open) $("[data-left]", box).textContent = left >= 60 ? Math.floor(left / 60) + " 分 " + (left % 60) + " 秒" : Math.max(0, left) + " 秒";
    if (left <= 0 || (left <= WARN && !box.open) || now - looked > LOOK * 1000) {
      looked = now;
      ask().then(function (same) {
        if (!same) return;
        if ((ends - Date.now()) / 1000 <= WARN) warn(); else if (box.open) box.close();
      }).catch(function () { /* no network: asked again in a while */ });
    }
  }, 1000);
})();
