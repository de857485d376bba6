// The text of an article with its quotations marked: marks lie in each other, whatever the quotations do.

import { NOBODY } from "./collection.js";
import { element } from "./dom.js";
import { initials, say } from "./words.js";

const [COLOURS, PATTERNS] = [8, 4]; // as the signs of speakers on the page of an article

/** A sign for each of those who speak in an article, in the order in which they first do. */
export function signsIn(collection, quotes) {
  const signs = new Map([[NOBODY, { colour: 0, pattern: 0, initials: "?" }]]);
  for (const quote of quotes) {
    const person = collection.quotes.person[quote];
    if (!signs.has(person)) {
      const place = signs.size - 1;
      signs.set(person, {
        colour: (place % COLOURS) + 1,
        pattern: ((place + Math.floor(place / COLOURS)) % PATTERNS) + 1,
        initials: initials(collection.people.name[person]),
      });
    }
  }
  return signs;
}

/** Fill a place with a text; where two marks cross, the inner one ends and begins anew. */
export function mark(place, collection, article, signs) {
  const text = collection.articles.text[article];
  const quotes = collection.ofArticle[article];
  const spans = quotes.flatMap((quote) => collection.spans(quote).map(([start, end]) => ({ quote, start, end })));
  const edges = [...new Set([0, text.length, ...spans.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  const holding = new Set(quotes.map((quote) => collection.quotes.parent[quote]));
  const begun = new Set();
  let open = [];
  for (const [number, start] of edges.slice(0, -1).entries()) {
    const around = quotes.filter((quote) =>
      spans.some((span) => span.quote === quote && span.start <= start && start < span.end),
    );
    const same = open.findIndex((each, depth) => each.quote !== around[depth]);
    open = same < 0 ? open : open.slice(0, same);
    for (const quote of around.slice(open.length)) {
      const made = markOf(collection, quote, signs.get(collection.quotes.person[quote]), begun.has(quote));
      made.classList.toggle("holds", holding.has(quote));
      (open[open.length - 1]?.made ?? place).append(made);
      open.push({ quote, made });
      begun.add(quote);
    }
    (open[open.length - 1]?.made ?? place).append(text.slice(start, edges[number + 1]));
  }
}

function markOf(collection, quote, sign, again) {
  const number = quote - collection.ofArticle[collection.quotes.article[quote]][0] + 1;
  const made = element("mark", { class: `c${sign.colour} p${sign.pattern}`, "data-quote": quote });
  if (again) {
    made.append(element("span", { class: "chip again", "data-label": `… ${number}`, "aria-hidden": "true" }));
  } else {
    made.append(
      element("a", {
        class: "chip",
        href: collection.place(quote),
        "data-quote": quote,
        "data-label": `${sign.initials} ${number}${collection.quotes.doubts[quote] ? " ?" : ""}`,
        "aria-label": say("chip", {
          number,
          speaker: collection.speaker(quote),
          type: say(`type.${collection.label("type", quote)}`),
          confidence: collection.quotes.confidence[quote],
        }),
        lang: document.documentElement.lang,
      }),
    );
  }
  return made;
}

/** A label with the sign of who says a quotation. */
export function badge(sign, label) {
  return element("span", { class: `badge c${sign.colour} p${sign.pattern}`, "aria-hidden": "true" }, label);
}
