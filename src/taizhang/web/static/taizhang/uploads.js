/* Files go up as soon as they are chosen, in pieces, and go on where they broke off; the form then only names them.
   Without it a form sends its files as ever. */
(function () {
  "use strict";

  var PIECE = 1024 * 1024, AGAIN = [0, 1000, 3000, 5000, 10000, 20000, 30000, 60000, 60000, 60000];
  function $(selector, root) { return (root || document).querySelector(selector); }
  function $$(selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); }
  function token(form) { return $("[name=csrfmiddlewaretoken]", form).value; }
  function mb(bytes) { return bytes < 1048576 ? Math.max(1, Math.round(bytes / 1024)) + " KB" : (bytes / 1048576).toFixed(1) + " MB"; }

  function line(form, file) {
    var item = document.createElement("li");
    item.innerHTML = '<span class="clip"></span><progress max="100" value="0"></progress><span class="small muted" data-said></span><button type="button" class="as-link">取消</button>';
    $(".clip", item).textContent = file.name;
    $("progress", item).setAttribute("aria-label", file.name + " 的上传进度");
    $("[data-arriving]", form).append(item);
    return item;
  }

  /* A request of an upload that finds the session over waits for the sign-in and goes again. The library would take the
     401 for the end of the upload, and begin a new one. */
  function asked(form) {
    var plain = new window.tus.DefaultHttpStack();
    return {
      getName: function () { return "asked"; },
      createRequest: function (method, address) {
        var headers = {}, progress = null, going = null;
        function send(body) {
          going = plain.createRequest(method, address);
          Object.keys(headers).forEach(function (name) { going.setHeader(name, headers[name]); });
          going.setHeader("X-Requested-With", "fetch");
          going.setHeader("X-CSRFToken", token(form));
          if (progress) going.setProgressHandler(progress);
          return going.send(body);
        }
        return {
          getMethod: function () { return method; },
          getURL: function () { return address; },
          setHeader: function (name, value) { headers[name] = value; },
          getHeader: function (name) { return headers[name]; },
          setProgressHandler: function (handler) { progress = handler; },
          send: function (body) { return window.ledger.lasting(function () { return send(body || null); }, told); },
          abort: function () { return going ? going.abort() : Promise.resolve(); },
          getUnderlyingObject: function () { return going && going.getUnderlyingObject(); }
        };
      }
    };
  }
  function told(answer) {
    return { status: answer.getStatus(), words: function () { return Promise.resolve(answer.getBody() || ""); } };
  }

  function begin(form, file) {
    var item = line(form, file), said = $("[data-said]", item), bar = $("progress", item), stop = $("button", item);
    var limit = Number($("input[type=file]", form).dataset.limit) * 1048576;
    if (limit && file.size > limit) { said.textContent = mb(file.size) + "，超过 " + mb(limit) + "，没有上传"; bar.remove(); stop.textContent = "知道了"; stop.onclick = function () { item.remove(); rest(form); }; return; }
    item.dataset.going = "1";
    var up = new window.tus.Upload(file, {
      endpoint: form.dataset.uploads, chunkSize: PIECE, retryDelays: AGAIN, removeFingerprintOnSuccess: true,
      metadata: { filename: file.name, place: form.dataset.place },
      fingerprint: function (one) { return Promise.resolve(["taizhang", form.dataset.place, one.name, one.size, one.lastModified].join("|")); },
      httpStack: asked(form),
      onShouldRetry: function (error) {
        var status = error.originalResponse ? error.originalResponse.getStatus() : 0;
        said.textContent = "断了，正在接着传…";
        return !status || status >= 500 || status === 409 || status === 423 || status === 429;
      },
      onProgress: function (sent, all) {
        bar.value = 100 * sent / all;
        said.textContent = mb(sent) + " / " + mb(all);
      },
      onSuccess: function () {
        delete item.dataset.going;
        bar.remove();
        said.textContent = mb(file.size) + "，已传好";
        var hidden = document.createElement("input");
        hidden.type = "hidden"; hidden.name = "uploads"; hidden.value = up.url.replace(/\/$/, "").split("/").pop();
        item.append(hidden);
        stop.textContent = "丢弃";
        stop.onclick = function () { drop(form, item, up.url); };
        rest(form);
      },
      onError: function (error) {
        delete item.dataset.going;
        var answer = error.originalResponse, words = answer ? answer.getBody() : "";
        said.textContent = words && words.length < 300 && words.indexOf("<") < 0 ? words : "没有传上去。网络恢复后再选一次这个文件，会从断的地方接着传。";
        bar.remove();
        stop.textContent = "知道了";
        stop.onclick = function () { item.remove(); rest(form); };
        rest(form);
      }
    });
    stop.onclick = function () { up.abort(true); item.remove(); rest(form); };
    up.findPreviousUploads().then(function (earlier) {
      if (earlier.length) up.resumeFromPreviousUpload(earlier[0]);
      up.start();
    });
  }

  function drop(form, item, address) {
    window.ledger.fetch(address, { method: "DELETE", headers: { "Tus-Resumable": "1.0.0" } });
    item.remove();
    rest(form);
  }

  /* what is still going up holds the form back; a form that waits is sent when the last file is there */
  function rest(form) {
    var going = $$("[data-going]", form).length, named = $$("[name=uploads]", form).length;
    $("input[type=file]", form).required = !going && !named;
    if (form.dataset.waiting && !going) { delete form.dataset.waiting; if (named) form.requestSubmit(); }
  }

  document.addEventListener("change", function (event) {
    var input = event.target, form = input.form;
    if (input.type !== "file" || !form || !form.dataset.uploads || !window.tus || !window.tus.isSupported) return;
    Array.prototype.slice.call(input.files).forEach(function (file) { begin(form, file); });
    input.value = "";
    rest(form);
  });
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.dataset || !form.dataset.uploads || !$("[data-going]", form)) return;
    event.preventDefault();
    event.stopPropagation();
    form.dataset.waiting = "1";
    if (window.ledger) window.ledger.toast("文件还在上传，传完就自动提交");
  }, true);
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-drop]");
    if (button) drop(button.form, button.closest("li"), button.dataset.drop);
  });
})();
