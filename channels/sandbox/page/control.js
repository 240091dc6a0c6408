// Clock, faults and what the providers saw.

import { byId, dayOf, get, make, post, timeOf, toast } from "./api.js";

const FIELDS = [
  ["delay_ms", "Tunda webhook (ms)"], ["repeat", "Ulangi tiap webhook (kali)"], ["fail_next", "Tolak panggilan berikutnya (kali)"],
  ["fail_code", "dengan kode"], ["lose_answer_next", "Terima, jawaban hilang (kali)"], ["api_delay_ms", "Tunda jawaban API (ms)"],
  ["status_code", "Gagal kirim dengan kode", "twilio"], ["reorder", "Acak urutan webhook"], ["drop_webhooks", "Buang webhook"],
  ["drop_status", "Buang laporan status", "twilio"], ["reply_session", "Sesi balas WhatsApp 24 jam", "twilio"],
];
const MAIL = [["delay", "Tunda"], ["fail", "Tolak"], ["drop", "Hilang"], ["duplicate", "Ganda"], ["bounce", "Pantul"]];
let all = {};
let last = 0;

function input(id, label, value) {
  const frame = make("label", typeof value === "boolean" ? "check" : "");
  const field = make("input");
  field.id = `fault-${id}`;
  if (typeof value === "boolean") {
    field.type = "checkbox";
    field.checked = value;
    frame.append(field, label);
  } else {
    field.type = "number";
    field.min = 0;
    field.value = value;
    frame.append(label, field);
  }
  return frame;
}

function mailFields() {
  const frame = make("label", "", "Gangguan");
  const select = make("select");
  select.id = "fault-kind";
  MAIL.forEach(([kind, label]) => { const option = make("option", "", label); option.value = kind; select.append(option); });
  frame.append(select);
  return [frame, input("times", "Berapa surat", 1), input("seconds", "Detik (tunda)", 10)];
}

function draw() {
  const provider = byId("fault-provider").value;
  const fields = provider === "mail" ? mailFields() : FIELDS.filter(([, , only]) => !only || only === provider).map(([id, label]) => input(id, label, (all[provider] || {})[id] ?? 0));
  byId("fault-fields").replaceChildren(...fields);
}

async function read() {
  all = await get("faults");
  draw();
}

async function apply(event) {
  event.preventDefault();
  const provider = byId("fault-provider").value;
  const wanted = { provider };
  if (provider === "mail") {
    Object.assign(wanted, { kind: byId("fault-kind").value, times: Number(byId("fault-times").value), seconds: Number(byId("fault-seconds").value) });
  } else {
    for (const [id] of FIELDS) {
      const field = byId(`fault-${id}`);
      if (field) wanted[id] = field.type === "checkbox" ? field.checked : Number(field.value);
    }
  }
  await change(wanted, "Gangguan diterapkan.");
}

async function change(wanted, said) {
  try {
    await post("faults", wanted);
    toast(said);
    await read();
  } catch (error) { toast(error.message); }
}

const WORDS = { create: "pesan kantor diterima", sent: "pesan kantor diterima", refused: "panggilan ditolak", answered: "tombol ditanggapi" };
const KINDS = { inbound: "pesan warga", queued: "status: antre", sent: "status: terkirim", delivered: "status: sampai", read: "status: dibaca", failed: "status: gagal", undelivered: "status: tak sampai" };
const RESULTS = { ok: "diterima", ct: "tak tersambung", rt: "tak dijawab", "4xx": "ditolak", "5xx": "galat" };

function line(entry) {
  const item = make("li");
  const { kind, result, attempt, code, method } = entry.detail;
  const words = [entry.provider === "twilio" ? "Twilio" : "Telegram", WORDS[entry.what] || KINDS[kind] || kind || "kabar dari warga", attempt > 1 ? `percobaan ${attempt}` : "", method, code, result ? `→ ${RESULTS[result] || result}` : ""];
  item.append(make("time", "", timeOf(entry.at)), make("span", "", words.filter(Boolean).join(" ")));
  return item;
}

async function log() {
  const found = (await get(`log?after=${last}`)).log;
  if (!found.length) return;
  last = found[found.length - 1].id;
  const box = byId("log");
  box.prepend(...found.reverse().map(line));
  while (box.children.length > 300) box.lastChild.remove();
}

export function startControl() {
  byId("fault-provider").addEventListener("change", draw);
  byId("faults").addEventListener("submit", apply);
  byId("fault-reset").addEventListener("click", () => change({ provider: byId("fault-provider").value, reset: true }, "Semua normal kembali."));
  byId("clock").addEventListener("click", async (event) => {
    const seconds = Number(event.target.dataset.advance);
    if (!seconds) return;
    try {
      const moved = await post("clock", { advance_seconds: seconds });
      toast(`Sekarang ${dayOf(moved.now)}, pukul ${timeOf(moved.now)}.`);
    } catch (error) { toast(`Jam tidak maju: ${error.message}`); }
  });
  read();
  return (state) => {
    byId("now").textContent = `${dayOf(state.now)}, ${timeOf(state.now)}`;
    byId("waiting").textContent = `menunggu: ${state.waiting.twilio + state.waiting.telegram}`;
    log();
  };
}
