// The ways to look at what the filters leave: in which orders, which items, how a row is made, what a spreadsheet gets.

import { sparkline } from "./charts.js";
import { NOBODY } from "./collection.js";
import { periods, tally, UNITS, unitFor } from "./figures.js";
import { articleRow, doubtRow, personRow, quoteRow, variantRow } from "./rows.js";

/** The views of a collection by name; `choose(field, value)` sets a filter.
 *
 * Of each: `by`, what its orders are called; `items(shown, order)`; `make(item)`, a row, if it is a list; `csv(item)`.
 */
export function viewsOf(collection, dates, choose) {
  return {
    quotes: quotesView(collection),
    people: peopleView(collection, dates, choose),
    charts: {
      by: "period",
      orders: ["day", "month", "year"],
      items: ({ quotes }) => quotes,
      csv: (quote) => [collection.row(quote)],
    },
    variants: variantsView(collection),
    articles: articlesView(collection),
    check: checkView(collection),
  };
}

/** Quotations by a key, in the order in which the keys come first. */
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

function leastSureFirst(collection, quotes) {
  return [...quotes].sort((one, other) => collection.sureness(one) - collection.sureness(other));
}

function isDoubtful(collection, quote) {
  return collection.quotes.doubts[quote] !== 0;
}

function quotesView(collection) {
  return {
    by: "order",
    orders: ["newest", "oldest", "unsure"],
    items: ({ quotes }, order) => {
      if (order === "unsure") {
        return leastSureFirst(collection, quotes);
      }
      return order === "oldest" ? [...quotes].reverse() : quotes;
    },
    make: (quote) => quoteRow(collection, quote),
    csv: (quote) => [collection.row(quote)],
  };
}

function peopleView(collection, dates, choose) {
  const unit = unitFor(dates);
  const times = periods(dates, unit);
  const name = (person) => collection.people.name[person] ?? "";
  const isNobody = ({ person }) => Number(person === NOBODY);
  const orders = {
    most: (one, other) => other.quotes.length - one.quotes.length,
    name: (one, other) => name(one.person).localeCompare(name(other.person), "de"),
  };
  const told = ({ person, quotes }) => ({
    person,
    quotes: quotes.length,
    articles: new Set(quotes.map((quote) => collection.quotes.article[quote])).size,
    outlets: tally(quotes.map((quote) => collection.outlet(quote)).filter(Boolean)).map(([outlet]) => outlet),
    dates: quotes.map((quote) => collection.date(quote)).filter(Boolean),
  });
  const line = (found) => {
    const counts = new Map(tally(found.map((date) => date.slice(0, UNITS[unit]))));
    return sparkline(times.map((time) => counts.get(time) ?? 0));
  };
  return {
    by: "order",
    orders: ["most", "name"],
    items: ({ quotes }, order) =>
      [...grouped(quotes, (quote) => collection.quotes.person[quote])]
        .map(([person, theirs]) => ({ person, quotes: theirs }))
        .sort((one, other) => isNobody(one) - isNobody(other) || orders[order](one, other)),
    make: (item) => {
      const facts = told(item);
      return personRow(collection, { ...facts, line: line(facts.dates) }, (value) => choose("speaker", value));
    },
    csv: (item) => {
      const facts = told(item);
      const [first = "", last = first] = [facts.dates.at(-1), facts.dates[0]]; // the newest come first
      return [
        {
          name: name(item.person),
          person: collection.people.id[item.person] ?? "",
          kind: collection.labels.kind[collection.people.kind[item.person]] ?? "",
          gender: collection.people.gender[item.person] ?? "",
          quotations: facts.quotes,
          articles: facts.articles,
          outlets: facts.outlets.join("; "),
          first,
          last,
        },
      ];
    },
  };
}

function variantsView(collection) {
  const kinds = collection.labels.difference;
  return {
    by: "difference",
    orders: ["gravest", ...kinds],
    items: ({ quotes }, order) => {
      const here = new Set(quotes);
      const wanted = kinds.indexOf(order);
      return collection.variants
        .map((witnesses, number) => {
          const others = witnesses.slice(1);
          const other = wanted < 0 ? others[0] : others.find(([, differences]) => differences.includes(wanted));
          return { number, witnesses, other };
        })
        .filter(({ witnesses, other }) => other && witnesses.some(([quote]) => here.has(quote)));
    },
    make: (item) => variantRow(collection, item),
    csv: ({ number, witnesses }) =>
      witnesses.map(([quote, differences]) => ({
        variants: number + 1,
        differences: differences.map((each) => kinds[each]).join("; "),
        ...collection.row(quote),
      })),
  };
}

function articlesView(collection) {
  const doubtful = (quotes) => quotes.filter((quote) => isDoubtful(collection, quote)).length;
  return {
    by: "order",
    orders: ["newest", "oldest"],
    items: ({ quotes, articles }, order) => {
      const groups = grouped(quotes, (quote) => collection.quotes.article[quote]);
      const found = articles.map((article) => ({ article, quotes: groups.get(article) ?? [] }));
      return order === "oldest" ? found.reverse() : found;
    },
    make: ({ article, quotes }) => articleRow(collection, article, quotes.length, doubtful(quotes)),
    csv: ({ article, quotes }) => [
      {
        article: collection.articles.id[article],
        title: collection.articles.title[article],
        outlet: collection.outlets[collection.articles.outlet[article]],
        date: collection.articles.date[article],
        url: collection.articles.url[article],
        quotations: quotes.length,
        to_check: doubtful(quotes),
      },
    ],
  };
}

/** Quotations to check, and what was odd about texts. */
function checkView(collection) {
  return {
    by: "order",
    orders: ["unsure"],
    items: ({ quotes, articles }) => {
      const doubtful = quotes.filter((quote) => isDoubtful(collection, quote));
      const odd = articles.flatMap((article) =>
        collection.articles.odd[article].map(([code, message]) => ({ article, code, message })),
      );
      return [...leastSureFirst(collection, doubtful).map((quote) => ({ quote })), ...odd];
    },
    make: (item) => doubtRow(collection, item),
    csv: ({ quote, article, code, message }) =>
      quote === undefined
        ? [{ article: collection.articles.id[article], doubts: `${code}: ${message}` }]
        : [{ article: "", doubts: collection.doubts(quote).join("; "), ...collection.row(quote) }],
  };
}
