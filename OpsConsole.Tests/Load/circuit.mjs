// One real circuit of the console without a browser: it loads a page, starts its circuit, acknowledges what is
// rendered and hands every frame to whoever listens. Speaks the protocol of blazor.web.js (blazorpack).
import WebSocket from 'ws';
import { decode, encode } from '@msgpack/msgpack';

const START = '0';
const FIRST_RENDER_MS = 60_000;

function frame(message) {
  const body = Buffer.from(encode(message));
  const length = [];
  let rest = body.length;
  do {
    let digit = rest & 127;
    rest >>= 7;
    if (rest) digit |= 128;
    length.push(digit);
  } while (rest);
  return Buffer.concat([Buffer.from(length), body]);
}

function* messages(buffer) {
  for (let at = 0; at < buffer.length;) {
    let length = 0, shift = 0, digit;
    do {
      digit = buffer[at++];
      length |= (digit & 127) << shift;
      shift += 7;
    } while (digit & 128);
    yield decode(buffer.subarray(at, at + length));
    at += length;
  }
}

/** Cookies as a browser keeps them: a name and its latest value. */
export class Cookies {
  #values = new Map();
  take(response) {
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(';');
      const at = pair.indexOf('=');
      this.#values.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }
  get header() { return [...this.#values].map(([name, value]) => `${name}=${value}`).join('; '); }
}

const attribute = (tag, name) => tag.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1];
const unescape = text => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#x2B;', '+').replaceAll('&#x2F;', '/').replaceAll('&#x3D;', '=');

/** Fills the sign-in form as it stands in the page and keeps the cookies. */
export async function signIn(base, email, password) {
  const cookies = new Cookies();
  const page = cookies.take(await fetch(`${base}/signin`));
  const html = await page.text();
  const form = html.match(/<form[^>]*>[\s\S]*?<\/form>/g)?.find(f => /type="password"/.test(f));
  if (!form) throw new Error('the sign-in page has no form with a password');
  const body = new URLSearchParams();
  for (const tag of form.match(/<input[^>]*>/g)) {
    const name = attribute(tag, 'name'), type = attribute(tag, 'type');
    if (!name || type === 'checkbox') continue;
    body.set(name, type === 'password' ? password : type === 'hidden' ? unescape(attribute(tag, 'value') ?? '') : email);
  }
  const action = unescape(attribute(form.match(/<form[^>]*>/)[0], 'action') ?? '') || new URL(page.url).pathname;
  const answer = cookies.take(await fetch(new URL(action, page.url), {
    method: 'POST', body, redirect: 'manual', headers: { Cookie: cookies.header },
  }));
  if (answer.status !== 302 && answer.status !== 303) throw new Error(`sign-in of ${email} answered ${answer.status}`);
  return cookies;
}

export class Circuit {
  batches = [];
  bytes = 0;
  closed = null;
  #socket;

  /** @param listener called with the bytes of each render batch */
  constructor(base, path, cookies, listener) {
    Object.assign(this, { base, path, cookies, listener });
  }

  async open() {
    const headers = { Cookie: this.cookies.header };
    const page = await fetch(this.base + this.path, { headers, redirect: 'manual' });
    if (page.status !== 200) throw new Error(`${this.path} answered ${page.status} ${page.headers.get('location') ?? ''}`);
    const html = await page.text();
    const markers = [...html.matchAll(/<!--Blazor:(\{.*?\})-->/g)].map(m => JSON.parse(m[1])).filter(m => m.type === 'server');
    const state = html.match(/<!--Blazor-Server-Component-State:(.*?)-->/)?.[1] ?? '';
    const negotiated = await fetch(`${this.base}/_blazor/negotiate?negotiateVersion=1`, { method: 'POST', headers });
    if (!negotiated.ok) throw new Error(`negotiate answered ${negotiated.status}`);
    const { connectionToken } = await negotiated.json();
    return new Promise((opened, refused) => {
      const timer = setTimeout(() => refused(new Error(`${this.path}: nothing rendered`)), FIRST_RENDER_MS);
      const socket = this.#socket = new WebSocket(`${this.base.replace('http', 'ws')}/_blazor?id=${connectionToken}`,
        { perMessageDeflate: false, headers: { ...headers, Origin: this.base } });
      let shaken = false;
      socket.on('open', () => socket.send('{"protocol":"blazorpack","version":1}\x1e'));
      socket.on('error', refused);
      socket.on('close', code => { this.closed ??= `socket ${code}`; });
      socket.on('message', data => {
        const bytes = Buffer.from(data);
        this.bytes += bytes.length;
        if (!shaken) {
          shaken = true;
          this.#send('StartCircuit', [`${this.base}/`, this.base + this.path, '[]', state], START);
          return;
        }
        for (const [kind, , id, name, given, ...rest] of messages(bytes)) {
          if (kind === 3 && id === START) {
            if (name === 1) return refused(new Error(given));
            this.#send('UpdateRootComponents', [JSON.stringify({
              batchId: 1,
              operations: markers.map((marker, i) => ({ type: 'add', ssrComponentId: i + 1, marker: { ...marker, uniqueId: i } })),
            }), state]);
          } else if (kind === 1 && name === 'JS.RenderBatch') {
            const batch = Buffer.from(given[1]);
            this.batches.push({ at: performance.now(), bytes: batch.length });
            this.listener?.(batch, this);
            this.#send('OnRenderCompleted', [given[0], null]);
            if (batch.length > 2000) {
              clearTimeout(timer);
              opened(this);
            }
          } else if (kind === 1 && name === 'JS.BeginInvokeJS') {
            this.#send('EndInvokeJSFromDotNet', [given[0], true, `[${given[0]},true,null]`]);
          } else if (kind === 1 && name === 'JS.Error') {
            this.closed ??= String(given);
          } else if (kind === 7) {
            this.closed ??= `closed by the server: ${id ?? ''} ${rest}`;
          }
        }
      });
      this.pulse = setInterval(() => socket.readyState === 1 && socket.send(frame([6])), 10_000);
    });
  }

  close() {
    clearInterval(this.pulse);
    this.#socket?.terminate();
  }

  #send(name, args, id = null) {
    if (this.#socket.readyState === 1) this.#socket.send(frame([1, {}, id, name, args]));
  }
}
