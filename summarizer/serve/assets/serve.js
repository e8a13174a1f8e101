"use strict";
// Everything works without this: it shows progress without reloading, and says before an upload that a file is too large.
(() => {
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const progress = document.querySelector(".progress");
  const form = document.querySelector(".hand-in");

  if (progress) {
    const state = progress.querySelector(".state");
    const read = progress.querySelector(".read");
    const bar = progress.querySelector("progress");
    let wait = 500;

    // The status is read aloud when it changes, so it is touched only then.
    const say = (element, words) => { if (element.textContent !== words) element.textContent = words; };

    async function ask() {
      try {
        const answer = await fetch(progress.dataset.address, { headers: { accept: "application/json" } });
        const job = answer.ok ? await answer.json() : null;
        if (!job || job.state === "done" || job.state === "failed") {
          location.reload();
          return;
        }
        say(state, progress.dataset[job.state]);
        if (job.sentences) {
          bar.value = job.sentences_read / job.sentences;
          // Not every sentence: a reader of screens would never stop.
          const tenth = Math.floor(bar.value * 10) * job.sentences / 10;
          say(read, tenth >= 1 ? filled(progress.dataset.read, { done: Math.floor(tenth), total: job.sentences }) : "");
        }
        wait = Math.min(wait * 1.2, 3000);
      } catch {
        say(state, progress.dataset.lost);
        wait = 3000;
      }
      setTimeout(ask, wait);
    }
    setTimeout(ask, wait);
  }

  if (form) {
    const file = form.querySelector("[type=file]");
    const drop = form.querySelector(".drop");
    const fault = form.querySelector("#file-fault");
    const button = form.querySelector("button.main");
    const check = () => {
      fault.hidden = !file.files.length || file.files[0].size <= Number(form.dataset.limit);
      file.setCustomValidity(fault.hidden ? "" : fault.textContent);
    };
    const over = (event) => drop.classList.toggle("over", event.type === "dragover" && isFile(event));
    file.addEventListener("change", check);
    // A file that misses the frame would be opened in place of this page, and with it goes what was typed.
    const isFile = (event) => event.dataTransfer.types.includes("Files");
    ["dragover", "dragleave", "drop"].forEach((name) => addEventListener(name, over));
    addEventListener("dragover", (event) => { if (isFile(event)) event.preventDefault(); });
    addEventListener("drop", (event) => {
      if (!isFile(event)) return;
      event.preventDefault();
      if (!event.dataTransfer.files.length) return;
      file.files = event.dataTransfer.files;
      check();
    });
    form.addEventListener("submit", () => { button.disabled = true; });
    addEventListener("pageshow", () => { button.disabled = false; });
  }
})();
