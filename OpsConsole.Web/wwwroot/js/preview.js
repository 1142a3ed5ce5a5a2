// <file-preview src kind name …>: shows a file of a case as pixels or as plain text, made anew here: nothing of the file itself reaches the page.
// PDFs by pdf.js (lib/pdfjs, Apache-2.0), which is loaded when the first one is looked at.
(() => {
  const MOST_PAGES = 20, WIDEST = 1600, MOST_TEXT = 256 * 1024;

  async function image(blob, into, words) {
    const pixels = await createImageBitmap(blob);
    const scale = Math.min(1, WIDEST / pixels.width);
    const canvas = canvasOf(into, Math.max(1, Math.round(pixels.width * scale)), Math.max(1, Math.round(pixels.height * scale)), words.name);
    canvas.getContext("2d").drawImage(pixels, 0, 0, canvas.width, canvas.height);
    pixels.close();
  }

  async function text(blob, into, words) {
    const bytes = await blob.slice(0, MOST_TEXT).arrayBuffer();
    const pre = into.appendChild(document.createElement("pre"));
    pre.tabIndex = 0;
    pre.setAttribute("aria-label", words.name);
    try {
      pre.textContent = new TextDecoder("utf-8", { fatal: blob.size <= MOST_TEXT }).decode(bytes);
    } catch {
      pre.textContent = new TextDecoder("windows-1252").decode(bytes);
    }
    if (blob.size > MOST_TEXT) note(into, words.cut);
  }

  async function pdf(blob, into, words) {
    const reader = await import("../lib/pdfjs/pdf.min.mjs");
    reader.GlobalWorkerOptions.workerSrc = "/lib/pdfjs/pdf.worker.min.mjs";
    const file = await reader.getDocument({ data: await blob.arrayBuffer(), isEvalSupported: false, enableXfa: false }).promise;
    for (let number = 1; number <= Math.min(file.numPages, MOST_PAGES) && into.isConnected; number++) {
      const page = await file.getPage(number);
      const view = page.getViewport({ scale: Math.min(2, WIDEST / page.getViewport({ scale: 1 }).width) });
      const canvas = canvasOf(into, view.width, view.height, words.page.replace("{0}", number).replace("{1}", file.numPages));
      await page.render({ canvasContext: canvas.getContext("2d"), canvas, viewport: view, annotationMode: reader.AnnotationMode.DISABLE }).promise;
    }
    if (file.numPages > MOST_PAGES) note(into, words.cut);
    await file.destroy();
  }

  function canvasOf(into, width, height, name) {
    const canvas = into.appendChild(document.createElement("canvas"));
    [canvas.width, canvas.height] = [width, height];
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", name);
    return canvas;
  }

  function note(into, words) {
    const said = into.appendChild(document.createElement("p"));
    said.className = "cap";
    said.textContent = words;
  }

  customElements.define("file-preview", class extends HTMLElement {
    async connectedCallback() {
      const words = Object.fromEntries([...this.attributes].map(a => [a.name, a.value]));
      this.setAttribute("aria-busy", "true");
      note(this, words.loading);
      try {
        const answer = await fetch(words.src);
        if (!answer.ok) throw new Error(answer.status);
        const blob = await answer.blob();
        this.replaceChildren();
        await { image, text, pdf }[words.kind](blob, this, words);
      } catch {
        this.replaceChildren();
        note(this, words.failed);
        this.lastChild.setAttribute("role", "alert");
      }
      this.removeAttribute("aria-busy");
    }
  });
})();
