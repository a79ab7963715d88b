// Makes elements. Text always becomes a text node: nothing in this page parses markup.

/** @typedef {Node|string|number|null|undefined} Child */

/**
 * Makes an HTML element. `attributes` holds attributes; the keys `class`, `on*` (listeners) and
 * `text` mean what they say, and a value of null or false leaves the attribute out.
 * @param {string} tag
 * @param {Object<string, any>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElement}
 */
function el(tag, attributes, ...children) {
  return /** @type {HTMLElement} */ (fill(document.createElement(tag), attributes, children));
}

/**
 * Makes an SVG element, in the way of el().
 * @param {string} tag
 * @param {Object<string, any>} [attributes]
 * @param {...Child} children
 * @returns {Element}
 */
function svg(tag, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/**
 * @param {Element} element
 * @param {Object<string, any>} [attributes]
 * @param {Child[]} [children]
 */
function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "text") element.textContent = String(value);
    else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children || []) {
    if (child !== null && child !== undefined) element.append(/** @type {any} */ (child));
  }
  return element;
}

/**
 * The element that index.html names `id`.
 * @param {string} id
 * @returns {HTMLElement}
 */
function part(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * Puts the children in place of all that the element holds.
 * @param {Element} element
 * @param {...Child} children
 */
function refill(element, ...children) {
  element.replaceChildren();
  fill(element, {}, children);
}

/**
 * @param {number} count
 * @returns {string} with separators between the thousands
 */
function number(count) {
  return count.toLocaleString("en-US");
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 * @returns {string} "1 finding", "2 findings"
 */
function counted(count, one, many) {
  return `${number(count)} ${count === 1 ? one : many || one + "s"}`;
}

/**
 * @param {number} share between 0 and 1
 * @returns {string} "12 %", "3.4 %", "< 0.1 %"
 */
function percent(share) {
  const value = share * 100;
  if (value > 0 && value < 0.1) return "< 0.1 %";
  return `${value >= 10 || value === 0 ? Math.round(value) : value.toFixed(1)} %`;
}
