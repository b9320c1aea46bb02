// Takes over what differs in another page of the finder. Loaded when somebody changes the search.

// What the field's own script has set (search.js).
const COMBOBOX = ["role", "aria-autocomplete", "aria-controls", "aria-expanded", "aria-activedescendant"];

// Makes one element like another. What stays the same stays itself, with its focus; what is open stays open.
export function become(now, next, isBack) {
  for (const { name } of [...now.attributes]) {
    const kept = name === "open" || (now.type === "search" && COMBOBOX.includes(name));
    if (!next.hasAttribute(name) && !kept) now.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (name !== "open" && now.getAttribute(name) !== value) now.setAttribute(name, value);
  }
  if (now.localName === "input") {
    now.checked = next.hasAttribute("checked");
    const typing = now === document.activeElement && !isBack;
    if (!typing && now.type !== "checkbox" && now.type !== "radio") now.value = next.getAttribute("value") ?? "";
  }
  children(now, next, isBack);
  if (now.localName === "select") now.value = next.value;
}

function children(now, next, isBack) {
  const known = new Map();
  for (const child of now.children) if (keyOf(child)) known.set(keyOf(child), child);
  let place = now.firstChild;
  for (const wanted of [...next.childNodes]) {
    const key = keyOf(wanted);
    let found = key ? known.get(key) : place;
    if (!found || found.nodeName !== wanted.nodeName || (!key && keyOf(found))) found = null;
    if (!found) {
      now.insertBefore(document.importNode(wanted, true), place);
      continue;
    }
    if (found === place) place = place.nextSibling;
    else now.insertBefore(found, place);
    if (wanted.nodeType !== Node.ELEMENT_NODE) {
      if (found.data !== wanted.data) found.data = wanted.data;
    } else if (!("kept" in found.dataset)) become(found, wanted, isBack);
  }
  while (place) {
    const last = place;
    place = place.nextSibling;
    last.remove();
  }
}

// What tells an element from its neighbours: its id, or the field or the link in it.
function keyOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.id) return node.id;
  if (node.localName === "label" && node.firstElementChild?.name) {
    return node.firstElementChild.name + "=" + node.firstElementChild.value;
  }
  return node.classList.contains("card") ? node.querySelector("h3 a").getAttribute("href") : "";
}
