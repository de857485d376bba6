// Elements made by hand: what they hold is text, never markup.

/** An element with attributes (false, null and undefined are none) and contents. */
export function element(name, attributes, ...contents) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...contents.flat().filter((each) => each !== null && each !== undefined && each !== ""));
  return made;
}

/** A button that does something. */
export function button(attributes, act, ...contents) {
  const made = element("button", { type: "button", ...attributes }, ...contents);
  made.addEventListener("click", act);
  return made;
}
