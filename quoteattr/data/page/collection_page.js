// What a reader does on the page of a collection: narrow it down, look at it in several ways, open what is found.

import { sparkline } from "./charts.js";
import { Collection, NOBODY } from "./collection.js";
import { element } from "./dom.js";
import { charts, periods, tally, UNITS, unitFor } from "./figures.js";
import { matching } from "./filter.js";
import { Reader } from "./reader.js";
import { articleRow, doubtRow, personRow, quoteRow, variantRow } from "./rows.js";
import { csvOf, save } from "./saving.js";
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
const dates = collection.articles.date.filter(Boolean);

/** Numbers of quotations by a key, in the order of the keys. */
function grouped(quotes, key) {
  const groups = new Map();
  for (const quote of quotes) {
    const at = key(quote);
    if (!groups.has(at)) {
      groups.set(at, []);
    }
    groups.get(at).push(quote);
  }
  return groups;
}

const surest = (one, other) => collection.sureness(one) - collection.sureness(other);

function people({ quotes: shown }) {
  const unit = unitFor(dates);
  const times = periods(dates, unit);
  const counts = (quotes) => {
    const by = new Map(tally(quotes.map((quote) => collection.date(quote).slice(0, UNITS[unit]))));
    return times.map((time) => by.get(time) ?? 0);
  };
  const found = [...grouped(shown, (quote) => collection.quotes.person[quote])].map(([person, quotes]) => ({
    person,
    quotes,
  }));
  const name = ({ person }) => (person === NOBODY ? "\uffff" : collection.people.name[person]);
  return found
    .sort(
      order.value === "name"
        ? (one, other) => name(one).localeCompare(name(other), "de")
        : (one, other) =>
            (one.person === NOBODY) - (other.person === NOBODY) || other.quotes.length - one.quotes.length,
    )
    .map((each) => ({ ...each, counts }));
}

function personItem({ person, quotes, counts }) {
  const outlets = tally(quotes.map((quote) => collection.outlet(quote)).filter(Boolean)).map(([outlet]) => outlet);
  const values = counts(quotes);
  return personRow(
    collection,
    {
      person,
      quotes: quotes.length,
      articles: new Set(quotes.map((quote) => collection.quotes.article[quote])).size,
      outlets: outlets.join(", "),
      line: sparkline(values, Math.max(...values)),
    },
    (name) => choose("speaker", name),
  );
}

function articles({ quotes, articles }) {
  const groups = grouped(quotes, (quote) => collection.quotes.article[quote]);
  const found = articles.map((article) => ({ article, quotes: groups.get(article) ?? [] }));
  return order.value === "oldest" ? found.reverse() : found;
}

function variants({ quotes }) {
  const here = new Set(quotes);
  const found = [];
  for (const [number, witnesses] of collection.variants.entries()) {
    const kinds = witnesses.slice(1).flatMap(([, differences]) => differences);
    const wanted = collection.labels.difference.indexOf(order.value);
    if (witnesses.some(([quote]) => here.has(quote)) && (wanted < 0 || kinds.includes(wanted))) {
      const others = witnesses.slice(1);
      const gravest = others.find(([, differences]) => differences.includes(wanted)) ?? others[0];
      found.push({ number, witnesses, gravest });
    }
  }
  return found;
}

function toCheck({ quotes, articles }) {
  const doubtful = quotes.filter((quote) => collection.quotes.doubts[quote] !== 0).sort(surest);
  const odd = articles.flatMap((article) =>
    collection.articles.odd[article].map(([code, message]) => ({ article, code, message })),
  );
  return [...doubtful.map((quote) => ({ quote })), ...odd];
}

function quotesInOrder({ quotes }) {
  if (order.value === "unsure") {
    return [...quotes].sort(surest);
  }
  return order.value === "oldest" ? [...quotes].reverse() : quotes;
}

/** The ways to look at what is shown: in which orders, which items, how a row is made, what a spreadsheet gets. */
const VIEWS = {
  quotes: {
    by: "order",
    orders: ["newest", "oldest", "unsure"],
    items: quotesInOrder,
    make: (quote) => quoteRow(collection, quote),
    csv: (quote) => [collection.row(quote)],
  },
  people: {
    by: "order",
    orders: ["most", "name"],
    items: people,
    make: personItem,
    csv: ({ person, quotes }) => [
      {
        name: person === NOBODY ? "" : collection.people.name[person],
        person: person === NOBODY ? "" : collection.people.id[person],
        kind: person === NOBODY ? "" : collection.labels.kind[collection.people.kind[person]],
        gender: person === NOBODY ? "" : collection.people.gender[person],
        quotations: quotes.length,
        articles: new Set(quotes.map((quote) => collection.quotes.article[quote])).size,
        outlets: tally(quotes.map((quote) => collection.outlet(quote)).filter(Boolean))
          .map(([outlet]) => outlet)
          .join("; "),
        first:
          quotes
            .map((quote) => collection.date(quote))
            .filter(Boolean)
            .sort()[0] ?? "",
        last: quotes
          .map((quote) => collection.date(quote))
          .sort()
          .pop(),
      },
    ],
  },
  charts: {
    by: "period",
    orders: ["day", "month", "year"],
    items: ({ quotes }) => quotes,
    csv: (quote) => [collection.row(quote)],
  },
  variants: {
    by: "difference",
    orders: ["gravest", ...collection.labels.difference],
    items: variants,
    make: (item) => variantRow(collection, item),
    csv: ({ number, witnesses }) =>
      witnesses.map(([quote, differences]) => ({
        quotation_number: number + 1,
        differences: differences.map((each) => collection.labels.difference[each]).join("; "),
        ...collection.row(quote),
      })),
  },
  articles: {
    by: "order",
    orders: ["newest", "oldest"],
    items: articles,
    make: (item) => articleRow(collection, item),
    csv: ({ article, quotes }) => [
      {
        article: collection.articles.id[article],
        title: collection.articles.title[article],
        outlet: collection.outlets[collection.articles.outlet[article]],
        date: collection.articles.date[article],
        url: collection.articles.url[article],
        quotations: quotes.length,
        to_check: quotes.filter((quote) => collection.quotes.doubts[quote] !== 0).length,
      },
    ],
  },
  check: {
    by: "order",
    orders: ["unsure"],
    items: toCheck,
    make: (item) => doubtRow(collection, item),
    csv: ({ quote, article, code, message }) =>
      quote === undefined
        ? [{ article: collection.articles.id[article], doubts: `${code}: ${message}` }]
        : [{ article: "", doubts: collection.doubts(quote).join("; "), ...collection.row(quote) }],
  },
};

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
  refresh();
  if (view !== "charts") {
    location.hash = "#quotes";
  }
}

/** Let a choice have a value. */
function addChoice(select, value) {
  if (![...select.options].some((option) => option.value === value)) {
    select.append(element("option", { value }, value));
  }
}

/** Show what the filters leave. */
function refresh() {
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
  draw();
}

/** Draw the view anew. */
function draw() {
  place.replaceChildren();
  place.setAttribute("aria-label", say(`view.${view}`));
  if (view === "charts") {
    list = null;
    place.append(...charts(collection, shown.quotes, order.value, choose));
  } else {
    list = new WindowedList(VIEWS[view].items(shown), VIEWS[view].make);
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
  for (const link of document.querySelectorAll(".views a")) {
    if (link.hash === `#${name}`) {
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
  leave: () => history.replaceState(null, "", `#${view}`),
});

/** Show what the address names: a view, an article, a quotation in it, the variants of one. */
function follow() {
  const [, kind, number, quote] = /^#([av])(\d+)(?:-(\d+))?$/.exec(location.hash) ?? [];
  const at = Number(number) - 1;
  if (view === "" || VIEWS[location.hash.slice(1)]) {
    const name = VIEWS[location.hash.slice(1)] ? location.hash.slice(1) : "quotes";
    if (name !== view) {
      show(name);
    }
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
  save(csvOf(VIEWS[view].items(shown).flatMap(VIEWS[view].csv)), `${view === "charts" ? "quotes" : view}.csv`);
}

let waiting = 0;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, PAUSE);
});
form.addEventListener("reset", () => setTimeout(refresh));
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
shown = matching(collection, asked());
follow();
refresh();
