/* The leader's page: the period changes as it is picked, p prints, and the chart draws what its table says. */
(function () {
  "use strict";
  var all = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };

  all("[data-go]").forEach(function (select) {
    select.addEventListener("change", function () { select.form.submit(); });
    all("[data-go-button]").forEach(function (button) { button.hidden = true; });
  });

  all(".tile").forEach(function (tile, at) {
    var link = tile.querySelector(".v a");
    if (link && at < 9) link.dataset.key = at + 1;
  });

  var box = document.querySelector("[data-trend]"), table = document.querySelector("[data-trend-table]");
  if (!box || !table || !window.echarts) return;
  var styles = getComputedStyle(document.documentElement);
  var ink = styles.getPropertyValue("--tz-ink").trim(), muted = styles.getPropertyValue("--tz-muted").trim();
  var line = styles.getPropertyValue("--tz-line-strong").trim(), font = styles.getPropertyValue("--tz-font").trim();
  var years = all("thead th", table).slice(1).map(function (cell) { return cell.textContent.slice(0, 4); });
  var rows = all("tbody tr", table), across = table.clientWidth < 480 ? Math.min(2, rows.length) : rows.length, width = 100 / across;
  var height = 100 / Math.ceil(rows.length / across);
  var option = { animation: false, textStyle: { fontFamily: font }, title: [], grid: [], xAxis: [], yAxis: [], series: [] };
  rows.forEach(function (row, at) {
    var values = all("td", row).slice(1).map(function (cell) { return cell.dataset.v === undefined ? null : Number(cell.dataset.v); });
    var name = row.dataset.name;
    var left = at % across * width, top = Math.floor(at / across) * height;
    option.title.push({ text: name.length > 11 ? name.slice(0, 10) + "…" : name, left: left + 1 + "%", top: top ? top + "%" : 2, textStyle: { fontSize: 11, fontWeight: 400, color: muted } });
    option.grid.push({ left: left + 1.5 + "%", width: width - 4 + "%", top: across < rows.length ? top + 15 + "%" : 36, bottom: across < rows.length ? 100 - top - height + 9 + "%" : 20 });
    option.xAxis.push({ type: "category", gridIndex: at, data: years, axisTick: { show: false }, axisLine: { lineStyle: { color: line } }, axisLabel: { fontSize: 9, color: muted, interval: 0 } });
    option.yAxis.push({ type: "value", gridIndex: at, show: false });
    option.series.push({ type: "bar", xAxisIndex: at, yAxisIndex: at, data: values, barMaxWidth: 18, itemStyle: { color: "#9dbccb" }, labelLayout: { hideOverlap: true }, label: { show: true, position: "top", fontSize: 10, color: ink } });
  });
  var chart = window.echarts.init(box, null, { renderer: "svg" });
  chart.setOption(option);
  scaled();
  window.addEventListener("resize", fit);
  document.addEventListener("figure:open", fit);
  document.addEventListener("figure:close", fit);

  /* on paper the picture shrinks as a whole */
  function scaled() { box.querySelector("svg").setAttribute("viewBox", "0 0 " + chart.getWidth() + " " + chart.getHeight()); }
  function fit() { chart.resize(); scaled(); }
})();
