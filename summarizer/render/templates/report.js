"use strict";
(() => {
  const find = (query, root = document) => [...root.querySelectorAll(query)];
  const words = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const cards = find(".card");
  const texts = find(".texts");
  const bar = document.querySelector(".filters");
  const state = bar.querySelector(".state");
  const reset = bar.querySelector("[data-reset]");
  const wanted = { section: "", actors: "", verdict: "", words: "", sentence: null };

  document.documentElement.classList.add("js");
  // Said of each link here, not in the file: there are hundreds.
  find(".marks a").forEach((link) => link.setAttribute("aria-label", link.title));
  find("a.number").forEach((link) => {
    const count = words(link.parentElement, "cards").length;
    link.setAttribute("aria-label", filled(count === 1 ? state.dataset.mark : state.dataset.marks, { number: link.textContent, count }));
  });
  bar.hidden = false;

  function open(sentence) {
    const source = sentence.closest(".source");
    if (!source || !source.hidden) return;
    const chooser = source.closest(".texts").querySelector(".chooser select");
    chooser.value = source.id;
    chooser.dispatchEvent(new Event("change"));
  }

  function clear() {
    find(".on, .word").forEach((element) => element.classList.remove("on", "word"));
    find("[aria-current]").forEach((element) => element.removeAttribute("aria-current"));
  }

  function bring(element) {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    element.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  // The evidence of an item: its sentences, and in them its own words.
  function mark(card) {
    clear();
    card.classList.add("on");
    card.setAttribute("aria-current", "true");
    const sentences = words(card, "at").map((id) => document.getElementById(id)).filter(Boolean);
    sentences.forEach((sentence) => {
      sentence.classList.add("on");
      find("[data-words]", sentence).forEach((piece) => piece.classList.toggle("word", words(piece, "words").includes(card.id)));
    });
    const count = sentences.length;
    state.textContent = count ? filled(count === 1 ? state.dataset.one : state.dataset.many, { count }) : "";
    return sentences;
  }

  function fits(card) {
    return (!wanted.section || card.dataset.section === wanted.section)
      && (!wanted.actors || words(card, "actors").includes(wanted.actors))
      && (!wanted.verdict || words(card, "verdict").includes(wanted.verdict))
      && (!wanted.sentence || words(card, "at").includes(wanted.sentence.id))
      && (!wanted.words || card.textContent.toLowerCase().includes(wanted.words));
  }

  function filter() {
    const any = Object.values(wanted).some(Boolean);
    let shown = 0;
    cards.forEach((card) => {
      card.hidden = any && !fits(card);
      shown += card.hidden ? 0 : 1;
    });
    find(".items section").forEach((section) => {
      section.hidden = any && !section.querySelector(".card:not([hidden])");
    });
    find(".items .kind, #single > h3").forEach((heading) => {
      heading.hidden = any && !heading.nextElementSibling.querySelector(".card:not([hidden])");
    });
    reset.hidden = !any;
    const count = filled(state.dataset.shown, { shown, total: cards.length });
    const about = wanted.sentence && filled(state.dataset.rests, { number: wanted.sentence.id.split("-")[1] });
    state.textContent = any ? (about ? `${about}: ${count}` : count) : "";
  }

  function rest() {
    Object.keys(wanted).forEach((name) => { wanted[name] = name === "sentence" ? null : ""; });
    find("[data-filter]").forEach((field) => { field.value = ""; });
    clear();
    filter();
  }

  // The items that rest on a sentence, and no others.
  function ask(sentence) {
    clear();
    rest();
    sentence.classList.add("on");
    wanted.sentence = sentence;
    filter();
    const first = cards.find((card) => !card.hidden);
    if (first) bring(first);
    return first;
  }

  find("[data-filter]").forEach((field) => {
    field.value = "";
    field.addEventListener("input", () => {
      wanted.sentence = null;
      wanted[field.dataset.filter] = field.value.trim().toLowerCase();
      filter();
    });
  });
  reset.addEventListener("click", rest);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") rest(); });

  find(".chooser").forEach((chooser) => {
    const select = chooser.querySelector("select");
    const sources = find(".source", chooser.closest(".texts"));
    if (sources.length < 2) return;
    chooser.hidden = false;
    select.addEventListener("change", () => sources.forEach((source) => { source.hidden = source.id !== select.value; }));
    select.value = sources[0].id;
    select.dispatchEvent(new Event("change"));
  });

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target.closest("a");
    const card = event.target.closest(".card");
    const sentence = event.target.closest(".sentence.cited");
    if (link && link.getAttribute("href").startsWith("#")) {
      const target = document.getElementById(link.getAttribute("href").slice(1));
      if (!target) return;
      if (sentence) {
        event.preventDefault();
        const first = ask(sentence);
        const inside = first && first.querySelector("a");
        if (inside) inside.focus({ preventScroll: true });
      } else if (target.matches(".sentence")) {
        event.preventDefault();
        open(target);
        if (card) mark(card);
        else { clear(); target.classList.add("on"); }
        target.tabIndex = -1;
        target.focus({ preventScroll: true });
        bring(target);
      } else if (target.matches(".card")) mark(target);
      else if (target.matches(".source")) open(target.querySelector(".sentence") || target.querySelector("h2"));
    } else if (!link && !getSelection().toString()) {
      if (sentence) ask(sentence);
      else if (card && words(card, "at").length) {
        const [first] = mark(card);
        if (first) {
          open(first);
          if (texts.every((text) => getComputedStyle(text).position === "sticky")) bring(first);
        }
      }
    }
  });
})();
