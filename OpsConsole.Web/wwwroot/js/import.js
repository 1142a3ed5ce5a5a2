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

  /** The chosen file by name, in our own words where there is none. */
  function name(form) {
    const input = form.querySelector("input[type=file]"), said = form.querySelector("[data-upload-name]");
    said.textContent = input.files[0]?.name ?? said.dataset.none;
    said.parentElement.classList.toggle("has", input.files.length > 0);
    show(form.querySelector("[data-upload-problem]"), false);
  }

  document.addEventListener("change", e => {
    const form = e.target.closest?.("form[data-upload]");
    if (form && e.target.type === "file") name(form);
  });

  document.addEventListener("submit", e => {
    const form = e.target;
    if (!form.matches("form[data-upload]")) return;
    e.preventDefault();
    if (form.querySelector("[type=submit]").disabled) return;       // it is under way
    const input = form.querySelector("input[type=file]");
    if (input.files.length > 0) return send(form);
    const problem = form.querySelector("[data-upload-problem]");
    problem.textContent = form.dataset.missing;
    show(problem, true);
    input.focus();
  });

  // A file dropped anywhere on the form is chosen.
  const over = (form, on) => form?.querySelector("[data-upload-drop]").classList.toggle("over", on);
  const formOf = e => e.target.closest?.("form[data-upload]");
  document.addEventListener("dragover", e => {
    if (!formOf(e)) return;
    e.preventDefault();
    over(formOf(e), true);
  });
  document.addEventListener("dragleave", e => { if (!formOf(e)?.contains(e.relatedTarget)) over(formOf(e), false); });
  document.addEventListener("drop", e => {
    const form = formOf(e);
    over(form, false);
    if (!form || e.dataTransfer.files.length === 0) return;
    e.preventDefault();
    const one = new DataTransfer();
    one.items.add(e.dataTransfer.files[0]);
    form.querySelector("input[type=file]").files = one.files;
    name(form);
  });
})();
