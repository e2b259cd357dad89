// What was typed outlasts a log-in that ran out, another language and a lost connection. It is kept in this tab alone, from
// the moment in which a form is sent until the next page is there. Without this file the pages work, and a form is typed anew.
(function () {
  "use strict";
  var told = document.currentScript.dataset;
  var KEY = "hejie-typed";
  var LONGEST = 30 * 60 * 1000; // milliseconds: who logs in much later may be somebody else
  var SECRET = { password: 1, hidden: 1, file: 1 };
  var main = document.getElementById("main");
  var here = location.pathname;

  function read() { try { return JSON.parse(sessionStorage.getItem(KEY)); } catch (nothing) { return null; } }
  function write(kept) { try { sessionStorage.setItem(KEY, JSON.stringify(kept)); } catch (full) { forget(); } }
  function forget() { try { sessionStorage.removeItem(KEY); } catch (refused) { return; } }
  function fields() {
    var all = main.querySelectorAll("form[method=post] [name]");
    return Array.prototype.filter.call(all, function (one) { return "value" in one && one.tagName !== "BUTTON" && !SECRET[one.type]; });
  }
  function isTick(one) { return one.type === "checkbox" || one.type === "radio"; }
  function typed() {
    return fields().map(function (one) { return [one.name, isTick(one) ? one.checked : one.value]; });
  }
  function say(text) {
    var line = main.querySelector("[data-typed]") || document.createElement("p");
    line.setAttribute("role", "status");
    line.setAttribute("data-typed", "");
    line.className = "notice info";
    line.textContent = text;
    main.insertBefore(line, main.querySelector("form[method=post]").closest("main > *"));
    line.scrollIntoView({ block: "nearest" });
  }
  function put(values) {
    var found = fields();
    if (found.length !== values.length || found.some(function (one, place) { return one.name !== values[place][0]; })) { return; }
    found.forEach(function (one, place) {
      if (isTick(one)) { one.checked = values[place][1]; } else { one.value = values[place][1]; }
    });
    say(told.back);
  }

  var kept = read();
  if (here.indexOf("/account/") === 0) {
    if (kept) { kept.away = true; write(kept); }
    return;
  }
  forget();
  if (kept && kept.away && kept.page === here && Date.now() - kept.at < LONGEST) { put(kept.values); }
  document.addEventListener("submit", function (event) {
    var isOurs = main.contains(event.target);
    if (isOurs && navigator.onLine === false) {
      event.preventDefault();
      event.stopPropagation();
      say(told.offline);
    } else if (fields().length) {
      write({ page: here, at: Date.now(), values: typed(), away: !isOurs && event.target.method === "post" });
    }
  }, true);
}());
