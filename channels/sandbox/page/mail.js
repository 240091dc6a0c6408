// The citizen's mailbox.

import { byId, filesOf, get, linked, make, post, shortOf, toast } from "./api.js";
import { citizen } from "./citizens.js";

let mails = [];
let current = null;
let answering = null;
let office = "";
const read = new Set(JSON.parse(localStorage.getItem("read") || "[]"));

export async function showMails() {
  const address = citizen().mail;
  byId("mail-address").textContent = address;
  const [found, state] = await Promise.all([get(`mail/messages?address=${encodeURIComponent(address)}`), office ? null : get("state")]);
  if (state) office = state.mail || "";
  byId("compose").disabled = !office;
  if (address !== citizen().mail) return;
  mails = found.mails;
  if (current && !mails.some((mail) => mail.message_id === current)) view(null);
  list();
}

function list() {
  const fresh = mails.filter((mail) => !mail.sent && !read.has(mail.message_id)).length;
  const badge = document.querySelector("[data-badge=mail]");
  badge.textContent = fresh;
  badge.hidden = fresh === 0;
  byId("mails").replaceChildren(...[...mails].reverse().map((mail) => {
    const item = make("li");
    const button = make("button");
    button.type = "button";
    button.setAttribute("aria-current", String(mail.message_id === current));
    const bold = !mail.sent && !read.has(mail.message_id) ? "new" : "";
    button.append(make("span", bold, mail.sent ? `Kepada ${mail.to}` : mail.sender), make("span", "muted", shortOf(mail.at)), make("span", `subject ${bold}`, mail.subject || "(tanpa perihal)"));
    button.addEventListener("click", () => view(mail));
    item.append(button);
    return item;
  }));
}

function view(mail) {
  current = mail && mail.message_id;
  byId("mail-form").hidden = true;
  const box = byId("mail-view");
  box.hidden = false;
  if (!mail) {
    box.replaceChildren(make("p", "muted empty", "Pilih sebuah surat, atau tulis surat kepada kantor."));
    return;
  }
  read.add(mail.message_id);
  localStorage.setItem("read", JSON.stringify([...read].slice(-500)));
  const body = make("pre");
  body.append(...linked(mail.text));
  const parts = [make("h3", "", mail.subject || "(tanpa perihal)"), make("p", "muted", `${mail.sender} → ${mail.to} · ${shortOf(mail.at)}`), body];
  if (mail.attachments.length) parts.push(make("p", "muted", `Lampiran: ${mail.attachments.map((file) => file.name).join(", ")}`));
  if (!mail.sent) {
    const reply = make("button", "button", "Balas");
    reply.type = "button";
    reply.addEventListener("click", () => write(mail));
    parts.push(reply);
  }
  box.replaceChildren(...parts);
  list();
}

function write(mail) {
  answering = mail;
  byId("mail-view").hidden = true;
  byId("mail-form").hidden = false;
  byId("mail-to").value = office;
  byId("mail-subject").value = mail ? `Re: ${mail.subject.replace(/^(re:\s*)+/i, "")}` : "";
  byId("mail-text").value = "";
  byId(mail ? "mail-text" : "mail-subject").focus();
}

async function send(event) {
  event.preventDefault();
  const person = citizen();
  const quoted = answering ? `\n\nPada ${shortOf(answering.at)}, ${answering.sender} menulis:\n${answering.text.replace(/^/gm, "> ")}` : "";
  try {
    await post("mail/send", {
      from: `${person.name} <${person.mail}>`, subject: byId("mail-subject").value, text: byId("mail-text").value + quoted,
      reply_to: answering ? answering.message_id : undefined, media: await filesOf(byId("mail-files")),
    });
    byId("mail-form").reset();
    view(null);
    await showMails();
  } catch (error) { toast(`Tidak terkirim: ${error.message}`); }
}

export function startMail() {
  byId("compose").addEventListener("click", () => write(null));
  byId("mail-cancel").addEventListener("click", () => view(null));
  byId("mail-form").addEventListener("submit", send);
}
