// An upload goes by plain HTTP, not through the circuit: a form with data-upload is sent with its progress, and the page of data-next
// (with the id of the answer) comes after it. What is refused is said in the form; the chosen file stays chosen.
(() => {
  const show = (element, visible) => { if (element) element.hidden = !visible; };

  function problemOf(request, form) {
    try {
      const body = JSON.parse(request.responseText);
      return Object.values(body.errors ?? {}).flat()[0] ?? body.title ?? form.dataset.failed;
    } catch {
      return form.dataset.failed;
    }
  }

  function send(form) {
    const bar = form.querySelector("[data-upload-progress]"), problem = form.querySelector("[data-upload-problem]"), button = form.querySelector("[type=submit]");
    const data = new FormData(form), address = new URL(form.action);
    for (const [name, value] of [...data.entries()].filter(([, value]) => typeof value === "string")) {
      address.searchParams.set(name, value);
      data.delete(name);
    }
    const request = new XMLHttpRequest();
    const end = text => {
      button.disabled = false;
      show(bar, false);
      problem.textContent = text;
      show(problem, true);
    };
    request.open("POST", address);
    request.upload.onprogress = e => { if (e.lengthComputable) bar.value = Math.round(e.loaded / e.total * 100); };
    request.onerror = () => end(form.dataset.failed);
    request.onload = () => {
      if (request.status === 401) location.reload();
      else if (request.status !== 202) end(problemOf(request, form));
      else Blazor.navigateTo(form.dataset.next.replace("{id}", encodeURIComponent(JSON.parse(request.responseText).id)));
    };
    button.disabled = true;
    show(problem, false);
    bar.value = 0;
    show(bar, true);
    request.send(data);
  }

  document.addEventListener("submit", e => {
    if (!e.target.matches("form[data-upload]")) return;
    e.preventDefault();
    send(e.target);
  });

  // A file dropped anywhere on the form is chosen.
  document.addEventListener("dragover", e => { if (e.target.closest?.("form[data-upload]")) e.preventDefault(); });
  document.addEventListener("drop", e => {
    const input = e.target.closest?.("form[data-upload]")?.querySelector("input[type=file]");
    if (!input || e.dataTransfer.files.length === 0) return;
    e.preventDefault();
    input.files = e.dataTransfer.files;
  });
})();
