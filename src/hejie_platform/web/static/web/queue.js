// Keys of a work queue: j and k move, Enter opens, / searches, ? shows the keys. Without this file every link still works.
(function () {
  "use strict";
  var table = document.querySelector("[data-queue]");
  var search = document.querySelector("[data-key=search]");
  var keys = document.querySelector("[data-keys]");
  var links = table ? Array.prototype.slice.call(table.querySelectorAll("tbody tr td:first-child a")) : [];
  function move(step) {
    if (!links.length) { return; }
    var here = links.indexOf(document.activeElement);
    var next = here < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, here + step));
    links[next].focus();
  }
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (typing) { if (event.key === "Escape") { event.target.blur(); } return; }
    if (event.key === "j") { move(1); }
    else if (event.key === "k") { move(-1); }
    else if (event.key === "/" && search) { event.preventDefault(); search.focus(); search.select(); }
    else if (event.key === "?" && keys) { keys.open = !keys.open; if (keys.open) { keys.querySelector("summary").focus(); } }
  });
}());
