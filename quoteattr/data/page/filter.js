// Which quotations and articles a reader wants to see.

import { NOBODY } from "./collection.js";
import { folded, terms } from "./words.js";

/** The numbers of the quotations and articles that meet all that is asked for; what is empty is not asked. */
export function matching(collection, asked) {
  const ofArticles = [...articleConditions(collection, asked)];
  const ofQuotes = [...quoteConditions(collection, asked)];
  const fits = collection.articles.id.map((_, article) => ofArticles.every((holds) => holds(article)));
  const quotes = [];
  const quoted = new Set();
  for (const [quote, article] of collection.quotes.article.entries()) {
    if (fits[article] && ofQuotes.every((holds) => holds(quote))) {
      quotes.push(quote);
      quoted.add(article);
    }
  }
  const isFound = (article) => fits[article] && (ofQuotes.length === 0 || quoted.has(article));
  return { quotes, articles: collection.articles.id.map((_, article) => article).filter(isFound) };
}

function* articleConditions(collection, asked) {
  const { outlet, date } = collection.articles;
  if (asked.outlet) {
    const wanted = collection.outlets.indexOf(asked.outlet);
    yield (article) => outlet[article] === wanted;
  }
  if (asked.since) {
    yield (article) => date[article] >= asked.since;
  }
  if (asked.until) {
    yield (article) => date[article] !== "" && date[article].slice(0, asked.until.length) <= asked.until;
  }
  const wanted = terms(asked.words);
  if (wanted.length > 0 && asked.whole) {
    yield (article) => hasAll(collection.searchedArticle(article), wanted);
  }
}

function* quoteConditions(collection, asked) {
  const { quotes, people } = collection;
  if (asked.speaker) {
    const speakers = peopleCalled(collection, asked.speaker);
    yield (quote) => speakers.has(quotes.person[quote]);
  }
  for (const kind of ["type", "attitude"]) {
    if (asked[kind]) {
      const label = collection.labels[kind].indexOf(asked[kind]);
      yield (quote) => quotes[kind][quote] === label;
    }
  }
  if (asked.gender) {
    yield (quote) => quotes.person[quote] !== NOBODY && people.gender[quotes.person[quote]] === asked.gender;
  }
  if (asked.sure) {
    yield (quote) => quotes.confidence[quote] >= asked.sure;
  }
  if (asked.doubtful) {
    yield (quote) => quotes.doubts[quote] !== 0;
  }
  if (asked.target) {
    const wanted = terms(asked.target);
    const holds = collection.strings.map((string) => hasAll(folded(string), wanted));
    yield (quote) => holds[quotes.target[quote]];
  }
  const wanted = terms(asked.words);
  if (wanted.length > 0 && !asked.whole) {
    yield (quote) => hasAll(collection.searchedQuote(quote), wanted);
  }
}

function hasAll(text, wanted) {
  return wanted.every((term) => text.includes(term));
}

/** Those of exactly this name, else all in whose name these words are. */
function peopleCalled(collection, name) {
  const numbers = collection.people.name.map((_, person) => person);
  const exact = numbers.filter((person) => collection.people.name[person] === name);
  const wanted = terms(name);
  return new Set(
    exact.length > 0 ? exact : numbers.filter((person) => hasAll(collection.searchedPerson(person), wanted)),
  );
}
