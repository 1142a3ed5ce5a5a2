// Files for a case go by plain HTTP, not through the circuit: chosen, dropped or pasted, several at once, each with its progress, its own end and a way
// to stop it. What a file must be is looked at before it is sent; the server looks again. The list itself is the circuit's: it hears of the new file.
(() => {
  const put = (parent, tag, css, text) => {
    const made = document.createElement(tag);
    if (css) made.className = css;
    if (text) made.textContent = text;
    parent.append(made);
    return made;
  };

  function problemOf(request, area) {
    try {
      const body = JSON.parse(request.responseText);
      return Object.values(body.errors ?? {}).flat()[0] ?? body.detail ?? body.title ?? area.dataset.failed;
    } catch {
      return area.dataset.failed;
    }
  }

  function refused(file, area) {
    const ending = file.name.includes(".") ? file.name.split(".").pop().toLowerCase() : "";
    if (!area.dataset.types.split(" ").includes(ending)) return area.dataset.badType;
    if (file.size > +area.dataset.maxMb * 1024 * 1024) return area.dataset.tooLarge;
    return file.size === 0 ? area.dataset.empty : null;
  }

  function send(file, area) {
    const item = put(area.querySelector("[data-attach-list]"), "li", "row wrap");
    put(item, "b", "strong clip", file.name);
    const fail = text => {
      item.querySelector("progress")?.remove();
      put(item, "span", "hint bad", text).setAttribute("role", "alert");
      stop.textContent = area.dataset.dismiss;
      stop.onclick = () => item.remove();
    };
    const bar = put(item, "progress", "grow");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    const stop = put(item, "button", "btn ghost sm", area.dataset.cancel);
    stop.type = "button";
    const no = refused(file, area);
    if (no) return fail(no);
    const request = new XMLHttpRequest();
    stop.onclick = () => { request.abort(); item.remove(); };
    request.open("POST", area.dataset.attach);
    request.setRequestHeader("RequestVerificationToken", area.dataset.token);
    request.upload.onprogress = e => { if (e.lengthComputable) bar.value = Math.round(e.loaded / e.total * 100); };
    request.onerror = () => fail(area.dataset.failed);
    request.onload = () => {
      if (request.status === 201) item.remove();
      else if (request.status === 401) location.reload();
      else fail(problemOf(request, area));
    };
    const body = new FormData();
    body.append("file", file);
    request.send(body);
  }

  const areaAt = target => target.closest?.("[data-attach]") ?? document.querySelector("[data-attach]");
  const sendAll = (files, area) => { for (const file of files) send(file, area); };

  document.addEventListener("change", e => {
    if (e.target.type !== "file" || !e.target.closest("[data-attach]")) return;
    sendAll(e.target.files, e.target.closest("[data-attach]"));
    e.target.value = "";
  });
  document.addEventListener("dragover", e => { if (areaAt(e.target) && e.dataTransfer?.types.includes("Files")) e.preventDefault(); });
  document.addEventListener("drop", e => {
    const area = areaAt(e.target);
    if (!area || !e.dataTransfer?.files.length || e.target.closest?.("form[data-upload]")) return;
    e.preventDefault();
    sendAll(e.dataTransfer.files, area);
  });
  document.addEventListener("paste", e => {
    const area = document.querySelector("[data-attach]");
    if (!area || !e.clipboardData?.files.length) return;
    e.preventDefault();
    sendAll(e.clipboardData.files, area);
  });
})();
