/* Whatever is typed into a form is kept on the server while one types, and is there again when the page is opened
   the next time. Forms that keep their own drafts (hx-put), passwords and files are left alone. */
(function () {
  "use strict";

  var WAIT = 2500, HOME = document.currentScript.dataset.at;
  var TYPED = "textarea, input:not([type]), input[type=text], input[type=number], input[type=date], input[type=email], input[type=tel], input[type=url]";
  function $$(selector, root) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }

  function typed(form) { return $$(TYPED, form).filter(function (field) { return field.name && field.autocomplete !== "one-time-code" && !field.readOnly; }); }
  function chosen(form) { return $$("select, input[type=checkbox], input[type=radio]", form).filter(function (field) { return field.name; }); }
  function wanted(form) {
    return form.method === "post" && !form.hasAttribute("hx-put") && !form.matches("[data-no-draft], .para-editor") &&
      !form.querySelector("[type=password], [autocomplete=one-time-code]") && typed(form).length > 0;
  }
  /* the place of a form: its page, its address, and what it carries hidden (which row, which field) */
  function hashed(text) {
    var a = 5381, b = 52711;
    for (var i = 0; i < text.length; i++) { var c = text.charCodeAt(i); a = (a * 33) ^ c; b = (b * 31) ^ c; }
    return (a >>> 0).toString(36) + (b >>> 0).toString(36);
  }
  function place(form) {
    var carried = $$("input[type=hidden]", form).filter(function (field) {
      return !/^(csrfmiddlewaretoken|draft_place|token|version|seen|back|uploads|once)$/.test(field.name);
    }).map(function (field) { return field.name + "=" + field.defaultValue; });
    return "page:" + hashed([window.location.pathname, form.getAttribute("action") || "", carried.join("&")].join(" "));
  }
  function token(form) { var field = form.querySelector("[name=csrfmiddlewaretoken]"); return field ? field.value : ""; }
  function said(form, text) {
    var at = document.getElementById("saved");
    if (!at) {
      at = form.querySelector("[data-draft-said]");
      if (!at) { at = document.createElement("span"); at.className = "tz-saved small"; at.dataset.draftSaid = ""; at.setAttribute("aria-live", "polite"); form.append(at); }
    }
    at.textContent = text;
  }

  /* what the form showed when it was opened goes with the draft: who was quicker meanwhile is noticed when it is sent */
  function shown(form) { return $$("input[name=version], input[name=seen]", form); }

  function values(form) {
    var body = new URLSearchParams(), any = false;
    typed(form).forEach(function (field) { body.append(field.name, field.value); any = any || field.value.trim() !== field.defaultValue.trim(); });
    chosen(form).forEach(function (field) { if (field.tagName === "SELECT" || field.checked) body.append(field.name, field.value); });
    shown(form).forEach(function (field) { body.append(field.name, field.value); });
    return any ? body : null;
  }
  /* One at a time, so that an older draft never arrives after a newer one; what waits for a sign-in goes with what stands there then. */
  function keep(form, leaving) {
    clearTimeout(form.draftTimer);
    if (form.draftSent || !form.isConnected) return;
    if (form.draftGoing && !leaving) { form.draftMore = true; return; }
    var body = values(form), now = "";
    if (!body || body.toString() === form.draftKept) return;
    function told() {
      var heading = document.querySelector("h1");
      body = values(form) || body;
      now = body.toString();
      body.append("_url", window.location.pathname);
      body.append("_title", heading ? heading.textContent.trim() : document.title);
      return body;
    }
    window.ledger.fetch(HOME + form.dataset.place + "/", { method: "PUT", body: told, keepalive: !!leaving, signal: (form.draftGoing = new AbortController()).signal, headers: { "X-CSRFToken": token(form) } })
      .then(function (answer) {
        if (answer.ok) { form.draftKept = now; said(form, "已存草稿 " + new Date().toTimeString().slice(0, 5)); return; }
        if (answer.status === 413 || answer.status === 403) answer.text().then(function (text) { said(form, text.indexOf("<") < 0 ? text : "草稿没有存上，内容还在这里"); });
        else said(form, "草稿没有存上，内容还在这里");
      })
      .catch(function (error) { if (form.draftSent || error.name === "AbortError") return; said(form, "连不上服务器，内容还在这里，稍后自动再存"); form.draftTimer = setTimeout(function () { keep(form); }, 4 * WAIT); })
      .finally(function () { form.draftGoing = null; if (form.draftMore) { form.draftMore = false; keep(form); } });
  }

  function restore(form, found) {
    var told = found.values, back = false;
    typed(form).forEach(function (field) {
      if (field.name in told && field.value === field.defaultValue && told[field.name] !== field.value) { field.value = told[field.name]; back = true; }
    });
    if (!back) return;
    shown(form).forEach(function (field) { if (field.name in told) { field.dataset.opened = field.value; field.value = told[field.name]; } });
    chosen(form).forEach(function (field) {
      if (field.tagName === "SELECT") { if (field.name in told) field.value = told[field.name]; }
      else if (field.type === "radio") { if (field.name in told) field.checked = field.value === told[field.name]; }
      else field.checked = told[field.name] === field.value;
    });
    var strip = document.createElement("div"), words = document.createElement("span"), away = document.createElement("button");
    strip.className = "tz-note draft-back";
    words.className = "grow";
    words.textContent = "已恢复您 " + found.at + " 没有提交的内容。";
    away.type = "button"; away.className = "as-link"; away.textContent = "丢弃";
    away.onclick = function () {
      typed(form).forEach(function (field) { field.value = field.defaultValue; });
      shown(form).forEach(function (field) { if ("opened" in field.dataset) field.value = field.dataset.opened; });
      window.ledger.fetch(HOME + form.dataset.place + "/", { method: "POST", body: new URLSearchParams({ discard: "1", quiet: "1" }), headers: { "X-CSRFToken": token(form) } });
      strip.remove();
    };
    strip.append(words, away);
    form.prepend(strip);
  }

  var asked = null;
  function drafts() {
    asked = asked || window.ledger.fetch(HOME + "?at=" + encodeURIComponent(window.location.pathname), { headers: { Accept: "application/json" } })
      .then(function (answer) { return answer.ok ? answer.json() : {}; }).catch(function () { return {}; });
    return asked;
  }
  function ready() {
    var forms = $$("form", document).filter(function (form) { return !form.dataset.place && !form.dataset.uploads && wanted(form); });
    if (!forms.length) return;
    forms.forEach(function (form) {
      form.dataset.place = place(form);
      var mark = document.createElement("input");
      mark.type = "hidden"; mark.name = "draft_place"; mark.value = form.dataset.place;
      form.append(mark);
    });
    drafts().then(function (found) { forms.forEach(function (form) { if (found[form.dataset.place]) restore(form, found[form.dataset.place]); }); });
  }
  function ours(target) { var form = target && target.form; return form && form.dataset.place && !form.dataset.uploads ? form : null; }
  ["input", "change"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var form = ours(event.target);
      if (!form) return;
      clearTimeout(form.draftTimer);
      form.draftSent = false;
      form.draftTimer = setTimeout(function () { keep(form); }, WAIT);
    });
  });
  document.addEventListener("focusout", function (event) { var form = ours(event.target); if (form && form.draftTimer) keep(form); });
  /* a form that is sent is kept no more, nor may a draft on its way arrive after it */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    clearTimeout(form.draftTimer);
    form.draftSent = true;
    if (form.draftGoing) form.draftGoing.abort();
  });
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") $$("form[data-place]", document).forEach(function (form) { if (!form.dataset.uploads) keep(form, true); });
  });
  document.addEventListener("htmx:afterSettle", function () { ready(); });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ready); else ready();
})();
