// What a reader does on the page of a collection: narrow it down, look at it in several ways, open what is found.

import { Collection, NOBODY } from "./collection.js";
import { element } from "./dom.js";
import { charts, periods, UNITS, unitFor } from "./figures.js";
import { matching } from "./filter.js";
import { Reader } from "./reader.js";
import { csvOf, save } from "./saving.js";
import { viewsOf } from "./views.js";
import { WindowedList } from "./windowed_list.js";
import { learn, numeral, say } from "./words.js";

const NARROW = matchMedia("(max-width: 59.99rem)"); // filters stand above, folded: as in the style sheet
const PAUSE = 150; // milliseconds after a key before the list follows

const data = JSON.parse(document.querySelector("script[type='application/json']").textContent);
learn(data.words);
const collection = new Collection(data);
const form = document.querySelector("form.filters");
const place = document.querySelector("section.view");
const order = document.querySelector("#order");
const views = document.querySelector(".views");
const dates = collection.articles.date.filter(Boolean);

const VIEWS = viewsOf(collection, dates, choose);

let shown = { quotes: [], articles: [] }; // what the filters leave
let view = ""; // the name of the way to look at them
let list = null; // what is drawn of them, if it is a list

function asked() {
  const values = Object.fromEntries(new FormData(form));
  return { ...values, sure: Number(values.sure), whole: "whole" in values, doubtful: "doubtful" in values };
}

/** Set a filter to a value, and show what it leaves. */
function choose(field, value) {
  if (field === "period") {
    const months = value.slice(0, UNITS.month);
    for (const end of ["since", "until"]) {
      addChoice(form.elements[end], value.length === UNITS.day ? value : months);
      form.elements[end].value = value.length === UNITS.day ? value : months;
    }
  } else {
    form.elements[field].value = value;
  }
  select();
  if (view === "charts" || view === "quotes") {
    draw();
  } else {
    history.pushState(null, "", "#/quotes");
    show("quotes");
  }
  place.focus({ preventScroll: true });
}

/** Let a choice have a value. */
function addChoice(select, value) {
  if (![...select.options].some((option) => option.value === value)) {
    select.append(element("option", { value }, value));
  }
}

/** Find what the filters leave, and say how much it is. */
function select() {
  shown = matching(collection, asked());
  document.querySelector("output").textContent = form.elements.sure.value;
  const active = Object.entries(asked()).filter(([name, value]) => name !== "words" && value).length;
  document.querySelector(".active").textContent = active > 0 ? `(${active})` : "";
  const speakers = new Set(shown.quotes.map((quote) => collection.quotes.person[quote]));
  speakers.delete(NOBODY);
  document.querySelector(".count").textContent = say("matches", {
    shown: numeral(shown.quotes.length),
    all: numeral(collection.size),
    people: numeral(speakers.size),
    everybody: numeral(collection.people.name.length),
    articles: numeral(shown.articles.length),
  });
}

/** Draw the view anew, from its beginning. */
function draw() {
  if (views.getBoundingClientRect().top < 0) {
    views.scrollIntoView();
  }
  place.replaceChildren();
  place.setAttribute("aria-label", say(`view.${view}`));
  if (view === "charts") {
    list = null;
    place.append(...charts(collection, shown.quotes, order.value, choose));
  } else {
    list = new WindowedList(VIEWS[view].items(shown, order.value), VIEWS[view].make);
    list.into(place);
  }
}

function orderName(name) {
  if (view === "charts") {
    return say(`unit.${name}`);
  }
  return say(collection.labels.difference.includes(name) ? `difference.${name}` : `order.${name}`);
}

function show(name) {
  view = name;
  for (const link of views.querySelectorAll("a")) {
    if (link.hash === `#/${name}`) {
      link.setAttribute("aria-current", "true");
    } else {
      link.removeAttribute("aria-current");
    }
  }
  order.replaceChildren(...VIEWS[name].orders.map((each) => element("option", { value: each }, orderName(each))));
  document.querySelector("label[for=order]").textContent = say(VIEWS[name].by);
  order.closest("p").hidden = VIEWS[name].orders.length < 2;
  if (name === "charts") {
    order.value = unitFor(dates);
  }
  draw();
}

const reader = new Reader(document.querySelector("dialog"), collection, {
  order: () => (view === "quotes" || view === "check" ? list.items.map((item) => item.quote ?? item) : shown.quotes),
  only: (name) => {
    reader.dialog.close();
    choose("speaker", name);
    place.focus();
  },
  leave: () => history.replaceState(null, "", `#/${view}`),
});

/** Show what the address names: a view, an article, a quotation in it, the variants of one. */
function follow() {
  const [, kind, number, quote] = /^#\/([av])(\d+)(?:-(\d+))?$/.exec(location.hash) ?? [];
  const at = Number(number) - 1;
  const named = location.hash.slice(2);
  const next = Object.hasOwn(VIEWS, named) ? named : view || "quotes";
  if (next !== view) {
    show(next);
  }
  if (kind === "a" && at in collection.ofArticle) {
    reader.showArticle(at, collection.ofArticle[at][Number(quote) - 1]);
  } else if (kind === "v" && at in collection.variants) {
    reader.showVariant(at);
  } else if (reader.dialog.open) {
    reader.dialog.close();
  }
}

function download() {
  save(
    csvOf(VIEWS[view].items(shown, order.value).flatMap(VIEWS[view].csv)),
    `${view === "charts" ? "quotes" : view}.csv`,
  );
}

function refresh() {
  select();
  draw();
}

let waiting = 0;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, PAUSE);
});
form.addEventListener("reset", () => setTimeout(refresh)); // when the fields are empty
form.addEventListener("submit", (event) => event.preventDefault());
order.addEventListener("change", draw);
document.querySelector("#download").addEventListener("click", download);
addEventListener("scroll", () => list?.draw(), { passive: true });
addEventListener("resize", () => list?.measure());
addEventListener("beforeprint", () => list?.beforePrint());
addEventListener("afterprint", () => list?.afterPrint());
addEventListener("hashchange", follow);

document.documentElement.classList.add("live");
document.querySelector(".filters details").open = !NARROW.matches;
document.querySelector("#speakers").append(...collection.people.name.map((name) => element("option", { value: name })));
for (const month of periods(dates, "month")) {
  addChoice(form.elements.since, month);
  addChoice(form.elements.until, month);
}
select();
follow();
