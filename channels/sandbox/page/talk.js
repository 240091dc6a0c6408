// The phone: four apps, conversations, what is new.

import { byId, dayOf, filesOf, get, linked, make, post, timeOf, toast } from "./api.js";
import { chatOf, citizen, onChange, startCitizens } from "./citizens.js";
import { startControl } from "./control.js";
import { showMails, startMail } from "./mail.js";

const TITLES = { whatsapp: "Pengaduan · WhatsApp", sms: "Pengaduan · SMS", telegram: "Pengaduan · Telegram" };
const EXAMPLES = [
  "Assalamualaikum, izin reklame saya sudah 3 minggu belum selesai, padahal berkas lengkap. Nama saya Siti.",
  "Petugas loket minta Rp50.000 untuk scan berkas, katanya biar cepat. Kejadiannya kemarin.",
  "Kumaha ieu, SIUP abdi teu acan kaluar ti dua bulan katukang.",
  "STATUS", "BANTUAN",
];
const TICKS = { queued: "◷", accepted: "◷", sending: "◷", sent: "✓", delivered: "✓✓", read: "✓✓" };
const talks = new Map();
const seen = JSON.parse(localStorage.getItem("seen") || "{}");
let app = null;
let rev = 0;
let ours = {};

const mine = (provider) => (provider === "telegram" ? String(chatOf(citizen())) : citizen().number);
const ofCitizen = (provider) => [...talks.values()].filter((one) => one.provider === provider && one.citizen === mine(provider));
const placeOf = (provider) => `${provider} ${mine(provider)}`;

function open(name) {
  app = name;
  byId("home").hidden = name !== null;
  byId("chat").hidden = name === null || name === "form";
  byId("form").hidden = name !== "form";
  if (name && name !== "form") {
    byId("chat").className = `screen chat ${name}`;
    byId("chat-title").textContent = TITLES[name];
    subtitle();
    draw();
    byId("text").focus({ preventScroll: true });
  }
  badges();
}

function subtitle() {
  if (app && app in TITLES) byId("chat-sub").textContent = app === "telegram" ? `@${ours.telegram || ""}` : ours[app] || "";
}

function bubble(one) {
  const element = make("div", one.outgoing ? "bubble" : "bubble mine");
  for (const medium of one.extra.media || []) {
    if ((medium.type || "").startsWith("image/")) {
      const image = make("img");
      image.src = medium.url;
      image.alt = "lampiran";
      element.append(image);
    } else {
      const link = make("a", "", `Lampiran: ${medium.name || "berkas"}`);
      link.href = medium.url;
      element.append(link, make("br"));
    }
  }
  element.append(...linked(one.text));
  const [word, code] = one.status.split(" ");
  const meta = make("span", "meta", `${timeOf(one.at)} `);
  // What the office sees of its message; on a real phone these ticks stand on the other side.
  if (one.outgoing && word) meta.append(make("span", code ? "bad" : word === "read" ? "read" : "", code ? `gagal ${code}` : TICKS[word] || word));
  element.append(meta);
  return element;
}

function keys(one) {
  const element = make("div", "keys");
  for (const button of (one.extra.buttons || []).flat()) {
    const key = make("button", "", button.text);
    key.type = "button";
    const [chat, id] = one.ref.split(":");
    key.addEventListener("click", () => post("telegram/press", { chat: Number(chat), message_id: Number(id), data: button.callback_data }).then(look, (error) => toast(error.message)));
    element.append(key);
  }
  return element;
}

function draw() {
  const box = byId("bubbles");
  const shown = ofCitizen(app);
  box.replaceChildren(...shown.flatMap((one) => ((one.extra.buttons || []).length ? [bubble(one), keys(one)] : [bubble(one)])));
  if (!shown.length) box.append(make("p", "muted empty", "Tulis saja apa yang terjadi, dengan kata-kata sendiri. Tidak ada menu."));
  box.scrollTop = box.scrollHeight;
  seen[placeOf(app)] = Math.max(0, ...shown.map((one) => one.seq));
  localStorage.setItem("seen", JSON.stringify(seen));
}

function badges() {
  for (const name of Object.keys(TITLES)) {
    const fresh = ofCitizen(name).filter((one) => one.outgoing && one.seq > (seen[placeOf(name)] || 0)).length;
    const badge = document.querySelector(`[data-badge=${name}]`);
    badge.textContent = fresh;
    badge.hidden = fresh === 0 || app === name;
  }
}

async function look() {
  const found = await get(`messages?after=${rev}&limit=3000`);
  rev = found.rev;
  if (!found.messages.length) return;
  found.messages.forEach((one) => talks.set(one.seq, one));
  const current = app && app !== "form" && found.messages.some((one) => one.provider === app && one.citizen === mine(app));
  if (current) draw();
  badges();
}

async function send(event) {
  event.preventDefault();
  const text = byId("text").value.trim();
  const media = await filesOf(byId("files"));
  if (!text && !media.length) return;
  const person = citizen();
  const body = app === "telegram" ? { chat: chatOf(person), name: person.name, text, media } : { from: person.number, name: app === "whatsapp" ? person.name : undefined, text, media };
  try {
    await post(`${app}/send`, body);
    byId("composer").reset();
    chosen();
    await look();
  } catch (error) { toast(`Tidak terkirim: ${error.message}`); }
}

function chosen() {
  const names = [...byId("files").files].map((file) => file.name);
  byId("chosen").textContent = names.join(", ");
  byId("chosen").hidden = !names.length;
}

function showState(state) {
  ours = state;
  subtitle();
  byId("phone-time").textContent = timeOf(state.now);
  byId("phone-day").textContent = dayOf(state.now);
  byId("desk").href = `${state.web_url}/desk`;
  byId("open-form").href = `${state.web_url}/`;
  byId("open-status").href = `${state.web_url}/status`;
  byId("form-address").textContent = state.web_url.replace(/^https?:\/\//, "");
}

function startPhone() {
  document.querySelectorAll("[data-app]").forEach((button) => button.addEventListener("click", () => open(button.dataset.app)));
  document.querySelectorAll("[data-home]").forEach((button) => button.addEventListener("click", () => open(null)));
  byId("composer").addEventListener("submit", send);
  byId("files").addEventListener("change", chosen);
  byId("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); byId("composer").requestSubmit(); }
  });
  byId("examples").replaceChildren(...EXAMPLES.map((text) => {
    const chip = make("button", "", text.length > 34 ? `${text.slice(0, 33)}…` : text);
    chip.type = "button";
    chip.addEventListener("click", () => { byId("text").value = text; byId("text").focus(); });
    return chip;
  }));
  const panes = document.querySelectorAll("[data-pane]");
  const tabs = document.querySelectorAll("[data-tab]");
  const show = (name) => {
    panes.forEach((pane) => pane.classList.toggle("shown", pane.dataset.pane === name));
    tabs.forEach((tab) => tab.setAttribute("aria-pressed", String(tab.dataset.tab === name)));
  };
  tabs.forEach((tab) => tab.addEventListener("click", () => show(tab.dataset.tab)));
  show("phone");
}

function person() {
  byId("phone-name").textContent = citizen().name;
  open(null);
  showMails();
}

async function every(seconds, work) {
  for (;;) {
    try { await work(); } catch { /* the sandbox is away: the next look finds it again */ }
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

startCitizens();
startPhone();
startMail();
const showControl = startControl();
onChange(person);
person();
every(0.8, look);
every(2, async () => { const state = await get("state"); showState(state); showControl(state); });
every(2, showMails);
// A link may open an app at once: #whatsapp, #sms, #telegram, #form.
if (location.hash.slice(1) in { ...TITLES, form: 1 }) open(location.hash.slice(1));
