// Files may be dragged onto the form; their names are shown before they are handed in. Without this file the form works alone.
(function () {
  "use strict";
  var zone = document.querySelector("[data-drop]");
  var input = zone && zone.querySelector("input[type=file]");
  if (!input || !window.DataTransfer) { return; }
  var names = zone.querySelector("[data-drop-names]");
  function list() {
    var chosen = Array.prototype.map.call(input.files, function (file) { return file.name; });
    names.textContent = chosen.join(" · ") || names.getAttribute("data-drop-hint");
  }
  function over(event) { event.preventDefault(); zone.classList.add("over"); }
  function out() { zone.classList.remove("over"); }
  function take(event) {
    event.preventDefault();
    out();
    var all = new DataTransfer();
    [input.files, event.dataTransfer.files].forEach(function (files) {
      Array.prototype.forEach.call(files, function (file) { all.items.add(file); });
    });
    input.files = all.files;
    list();
  }
  zone.addEventListener("dragover", over);
  zone.addEventListener("dragleave", out);
  zone.addEventListener("drop", take);
  input.addEventListener("change", list);
  list();
}());
