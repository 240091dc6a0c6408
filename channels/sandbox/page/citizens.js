// The citizens that one can be; kept in this browser.

import { byId, make } from "./api.js";

const FIRST = [
  { name: "Siti Rahma", number: "+6281210000001", mail: "siti.rahma@warga.test" },
  { name: "Asep Sunandar", number: "+6281210000002", mail: "asep.sunandar@warga.test" },
  { name: "Wayan Pratama", number: "+6281210000003", mail: "wayan.pratama@warga.test" },
];
const saved = JSON.parse(localStorage.getItem("citizens") || "null") || FIRST;
let chosen = Math.min(Number(localStorage.getItem("chosen") || 0), saved.length - 1);
const listeners = [];

export const citizen = () => saved[chosen];
// A chat id of one's own, so that the same person is the same on every start.
export const chatOf = (person) => Number(person.number.slice(-9));
export const onChange = (listener) => listeners.push(listener);

function show() {
  const select = byId("citizen");
  select.replaceChildren(...saved.map((person, index) => {
    const option = make("option", "", `${person.name} · ${person.number}`);
    option.value = index;
    return option;
  }));
  select.value = chosen;
}

function choose(index) {
  chosen = index;
  localStorage.setItem("chosen", index);
  show();
  listeners.forEach((listener) => listener());
}

export function startCitizens() {
  show();
  byId("citizen").addEventListener("change", (event) => choose(Number(event.target.value)));
  byId("add-citizen").addEventListener("click", () => {
    byId("new-number").value = `+62812${String(Date.now()).slice(-8)}`;
    byId("citizen-dialog").showModal();
  });
  byId("citizen-cancel").addEventListener("click", () => byId("citizen-dialog").close());
  byId("new-name").addEventListener("input", (event) => {
    const plain = event.target.value.toLowerCase().replace(/[^a-z0-9]+/g, ".").replace(/^\.|\.$/g, "");
    byId("new-mail").value = plain ? `${plain}@warga.test` : "";
  });
  byId("citizen-form").addEventListener("submit", () => {
    saved.push({ name: byId("new-name").value.trim(), number: byId("new-number").value, mail: byId("new-mail").value });
    localStorage.setItem("citizens", JSON.stringify(saved));
    choose(saved.length - 1);
  });
}
