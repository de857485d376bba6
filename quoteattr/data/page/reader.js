// What opens over the lists: an article with its quotations, or the variants of one quotation.

import { NOBODY } from "./collection.js";
import { button, element } from "./dom.js";
import { badge, mark, signsIn } from "./marked_text.js";
import { attitudeOf } from "./rows.js";
import { copy } from "./saving.js";
import { variantView } from "./variant_pairs.js";
import { say } from "./words.js";

export class Reader {
  /** `order()` gives the quotations of the list, `only(name)` shows one speaker alone, `leave()` is called at the end. */
  constructor(dialog, collection, { order, only, leave }) {
    this.dialog = dialog;
    this.collection = collection;
    this.order = order;
    this.only = only;
    this.article = null; // the one that is open
    dialog.addEventListener("close", leave);
    dialog.addEventListener("click", (event) => {
      const chosen = event.target.closest("mark[data-quote]");
      if (event.clientX !== 0 && event.clientX < dialog.getBoundingClientRect().left) {
        dialog.close(); // beside it, and by no key
      } else if (chosen && String(getSelection()) === "") {
        location.hash = collection.place(Number(chosen.dataset.quote));
      }
    });
  }

  /** Show an article, and of it a quotation if one is named. */
  showArticle(article, quote) {
    if (this.article !== article || !this.dialog.open) {
      this.build(article);
    }
    for (const made of this.dialog.querySelectorAll("mark.now")) {
      made.classList.remove("now");
    }
    this.sheet.replaceChildren(...(quote === undefined ? [] : this.cardOf(quote)));
    this.sheet.hidden = quote === undefined;
    this.open();
    if (quote === undefined) {
      this.dialog.querySelector("h2").focus();
    } else {
      const marks = this.dialog.querySelectorAll(`mark[data-quote="${quote}"]`);
      for (const made of marks) {
        made.classList.add("now");
      }
      marks[0].scrollIntoView({ block: "center" });
      this.dialog.querySelector(`a.chip[data-quote="${quote}"]`).focus({ preventScroll: true });
    }
  }

  build(article) {
    const { collection } = this;
    const { articles } = collection;
    const quotes = collection.ofArticle[article];
    const signs = signsIn(collection, quotes);
    const text = element("div", { class: "text", lang: "de", role: "group", "aria-label": say("text") });
    mark(text, collection, article, signs);
    this.article = article;
    this.signs = signs;
    this.sheet = element("section", { class: "sheet", "aria-label": say("quotation.one"), hidden: true });
    const link = articles.url[article];
    const byline = [collection.byline(article), articles.author[article]].filter(Boolean).join(" · ");
    const people = [...new Set(quotes.map((quote) => collection.quotes.person[quote]))];
    this.fill(
      articles.title[article],
      element(
        "p",
        { class: "byline" },
        byline,
        link ? [" ", element("a", { href: link, rel: "noopener noreferrer" }, say("source"))] : null,
      ),
      element(
        "ul",
        { class: "legend" },
        people.map((person) => {
          const sign = signs.get(person);
          const name = person === NOBODY ? say("speaker.unknown") : collection.people.name[person];
          return element("li", null, badge(sign, sign.initials), " ", element("span", { lang: "de" }, name));
        }),
      ),
      element("div", { class: "beside" }, text, this.sheet),
      ...this.odd(article),
    );
  }

  odd(article) {
    const found = this.collection.articles.odd[article];
    return found.length === 0
      ? []
      : [
          element("h3", null, say("article.odd")),
          element(
            "ul",
            null,
            found.map(([code, message]) =>
              element("li", null, `${say(`diagnostic.${code}`)} `, element("span", { lang: "en" }, message)),
            ),
          ),
        ];
  }

  showVariant(number) {
    const witnesses = this.collection.variants[number];
    this.article = null;
    this.fill(
      say("variant.title", { number: witnesses.length }),
      element("p", { class: "byline", lang: "de" }, this.collection.speaker(witnesses[0][0])),
      ...variantView(this.collection, witnesses),
    );
    this.open();
    this.dialog.scrollTop = 0;
    this.dialog.querySelector("h2").focus();
  }

  fill(title, ...contents) {
    this.dialog.replaceChildren(
      element(
        "div",
        { class: "reader-head" },
        element("h2", { id: "reader-title", lang: "de", tabindex: "-1" }, title),
        button({ "aria-label": say("close"), class: "close" }, () => this.dialog.close(), "✕"),
      ),
      element("div", { class: "reader-body" }, contents, element("p", { class: "caution" }, `⚠ ${say("caution")}.`)),
    );
  }

  open() {
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
  }

  /** What there is to say about a quotation. */
  cardOf(quote) {
    const { collection } = this;
    const { quotes } = collection;
    const person = quotes.person[quote];
    const sign = this.signs.get(person);
    const number = quote - collection.ofArticle[this.article][0] + 1;
    const fact = (name, value, lang) =>
      value ? element("div", null, element("dt", null, name), element("dd", { lang }, value)) : null;
    const medium = collection.label("medium", quote);
    const sure = [say("confidence.quote", { confidence: quotes.confidence[quote] })];
    if (quotes.sureness[quote] !== NOBODY) {
      sure.push(say("confidence.speaker", { confidence: quotes.sureness[quote] }));
    }
    const said = element("p", { class: "said", role: "status" });
    return [
      element(
        "h3",
        null,
        badge(sign, `${sign.initials} ${number}`),
        " ",
        element("span", { lang: "de" }, collection.speaker(quote)),
      ),
      element(
        "p",
        { class: "kind" },
        [say(`type.${collection.label("type", quote)}`), medium && say(`medium.${medium}`), sure.join(", ")]
          .filter(Boolean)
          .join(" · "),
      ),
      quotes.doubts[quote]
        ? element("p", null, element("strong", null, `${say("check")}: `), collection.doubts(quote).join(", "))
        : null,
      element(
        "dl",
        null,
        fact(say("speaker"), collection.string("phrase", quote), "de"),
        fact(say("cue"), collection.string("cue", quote), "de"),
        fact(say("column.reporting"), say(`reporting.${collection.label("reporting", quote)}`)),
        fact(say("column.commitment"), say(`commitment.${collection.label("commitment", quote)}`)),
        fact(say("column.attitude"), attitudeOf(collection, quote)),
        fact(say("why"), collection.reasons[quotes.reason[quote]]),
      ),
      element(
        "p",
        { class: "buttons" },
        this.step(quote, -1, "article.previous", "←"),
        this.step(quote, 1, "article.next", "→"),
        person === NOBODY ? null : button(null, () => this.only(collection.people.name[person]), say("article.only")),
        button(null, () => this.copy(quote, said), say("copy")),
        collection.variantOf.has(quote)
          ? element("a", { href: `#/v${collection.variantOf.get(quote) + 1}` }, say("article.variants"))
          : null,
      ),
      said,
    ].filter(Boolean);
  }

  /** A button to the quotation before or behind this one in the list. */
  step(quote, by, name, sign) {
    const order = this.order();
    const next = order[order.indexOf(quote) + by];
    const isThere = order.includes(quote) && next !== undefined;
    return button({ "aria-label": say(name), title: say(name), disabled: !isThere }, () => this.go(next, name), sign);
  }

  /** Show another quotation, with the same button in focus. */
  go(quote, name) {
    history.replaceState(null, "", this.collection.place(quote));
    this.showArticle(this.collection.quotes.article[quote], quote);
    const same = [...this.sheet.querySelectorAll("button")].find(
      (each) => each.getAttribute("aria-label") === say(name),
    );
    if (!same.disabled) {
      same.focus({ preventScroll: true });
    }
  }

  async copy(quote, said) {
    const row = this.collection.row(quote);
    const citation = say("citation", {
      quote: row.quotation.split(/\s+/).join(" "),
      speaker: this.collection.speaker(quote),
      type: say(`type.${row.type}`),
      title: [row.title, row.outlet, row.date].filter(Boolean).join(", "),
      start: row.spans.split(/[:+]/)[0],
      end: row.spans.split(/[:+]/).pop(),
      caution: say("caution"),
    });
    said.textContent = (await copy(citation, this.dialog)) ? say("copied") : say("copy.failed", { words: citation });
  }
}
