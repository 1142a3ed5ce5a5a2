// The editors of guides in the browser: the outline's keys and its dragging, and marks that are put where the cursor stands.
const ARROWS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" };

function verbOf(e, box) {
  if (e.isComposing || e.metaKey || e.shiftKey) return null;
  if (e.altKey && !e.ctrlKey) return ARROWS[e.key] ?? null;
  if (e.altKey || !box) return null;
  if (e.key === "Enter" && !e.ctrlKey) return "add";
  if (e.key === "Delete" && (e.ctrlKey || box.value === "")) return "remove";
  return e.key === "Backspace" && !e.ctrlKey && box.value === "" ? "remove" : null;
}

export function outline(list, dotnet) {
  if (!list) return;
  const lineOf = target => target.closest?.("[data-node]");
  list.addEventListener("keydown", e => {
    const line = lineOf(e.target), box = e.target.matches?.("[data-label]") ? e.target : null;
    if (!line) return;
    if (box && !e.altKey && !e.ctrlKey && !e.shiftKey && (e.key === "ArrowUp" || e.key === "ArrowDown")) {
      const next = e.key === "ArrowUp" ? line.previousElementSibling : line.nextElementSibling;
      next?.querySelector("[data-label]")?.focus();
      e.preventDefault();
      return;
    }
    const verb = verbOf(e, box);
    if (!verb) return;
    e.preventDefault();
    e.stopPropagation();
    dotnet.invokeMethodAsync("DoAsync", line.dataset.node, verb, line.querySelector("[data-label]").value).catch(() => { /* no circuit */ });
  });

  let dragged = null;
  const clear = () => { for (const line of list.querySelectorAll("[data-drop]")) delete line.dataset.drop; };
  list.addEventListener("dragstart", e => {
    if (!e.target.closest?.("[data-grip]")) return;
    dragged = lineOf(e.target);
    e.dataTransfer.effectAllowed = "move";
    e.dataTransfer.setData("text/plain", dragged.querySelector("[data-label]").value);
    e.dataTransfer.setDragImage(dragged, 0, 0);
  });
  list.addEventListener("dragover", e => {
    const line = lineOf(e.target);
    if (!dragged) return;
    e.preventDefault();
    clear();
    if (!line || line === dragged) return;
    const box = line.getBoundingClientRect(), at = (e.clientY - box.top) / box.height;
    line.dataset.drop = at < .3 ? "before" : at > .7 ? "after" : "inside";
  });
  list.addEventListener("drop", e => {
    const line = lineOf(e.target), place = line?.dataset.drop;
    if (!dragged) return;
    e.preventDefault();
    if (place) dotnet.invokeMethodAsync("DropAsync", dragged.dataset.node, line.dataset.node, place).catch(() => { /* no circuit */ });
    clear();
    dragged = null;
  });
  list.addEventListener("dragend", () => { clear(); dragged = null; });
  list.dataset.ready = "";
}

/** Puts a mark where the cursor stands, or stood last. */
export function insert(id, mark) {
  const box = document.getElementById(id);
  if (!box) return;
  box.setRangeText(mark, box.selectionStart, box.selectionEnd, "end");
  box.focus();
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
}
