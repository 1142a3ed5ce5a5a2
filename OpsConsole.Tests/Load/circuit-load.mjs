// Live at size: many circuits look at the grid of one campaign while people change its cases through the API.
//   node circuit-load.mjs '{"base":"http://127.0.0.1:5080","pid":123,"circuits":200,"changes":1000,"seconds":4.5, …}'
// Prints one line of JSON; loopback only; ends by itself. Each case that is changed ends with a responsible of its own,
// whose name holds the branch: `people` = { branch: [{ email, name }] }. So a window that shows the row must show that
// name in the end, and a window of another branch must never be sent it: every pushed byte is looked at.
import { readFileSync } from 'node:fs';
import { Circuit, signIn } from './circuit.mjs';

const plan = {
  campaign: 'operaciones', password: 'Demo-2026!', circuits: 20, changes: 100, seconds: 4.5, inView: 200, warm: 1_600, warmLanes: 16, settle: 10_000, people: {},
  analyst: 'experiencia@demo.example', readers: [], ...JSON.parse(process.argv[2]),
};
const pause = ms => new Promise(done => setTimeout(done, ms));
const share = (sorted, p) => sorted.length ? Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))]) : null;
/** The server's memory after a collection, which the test makes when it reads this word and whose outcome it answers with: garbage is no circuit's memory. */
async function weigh() {
  console.log('collect');
  const heapKb = await new Promise(done => process.stdin.once('data', answer => done(+answer / 1024)));
  return { heapKb, rssKb: rssKb() };
}
/** Processor time that the server has used, in ms: what a change costs however busy the machine is. */
const cpuMs = () => readFileSync(`/proc/${plan.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((a, b) => a + +b, 0) * 10;
const rssKb = () => +readFileSync(`/proc/${plan.pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1];

let token = null;

async function api(method, path, body, headers = {}) {
  const answer = await fetch(`${plan.base}/api/v1${path}`, {
    method, body: body && JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }), ...headers },
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status} ${text}`);
  return { body: text ? JSON.parse(text) : null, etag: answer.headers.get('etag') };
}

token = (await api('POST', '/auth/login', { email: plan.analyst, password: plan.password })).body.accessToken;

/** Earlier changes of a case go to and fro; its last one gives it the responsible that is waited for. */
const change = (at, turn) => --at.left === 0
  ? ['reassign', { user: at.last.email, reason: 'carga' }]
  : turn % 2 ? ['attempts', { channel: 'phone', contactPoint: '044 555 010', result: 'no_answer' }] : ['notes', { text: `carga ${turn}` }];

const branchOf = new Map();     // case number → branch, of every case that is changed
const due = new Map();          // case number → { name, at } of its last change
const leaks = [];

/** What a reader's window shows, and when it showed what was due. */
class Window {
  shown = new Set();
  seen = new Map();
  constructor(reader, cookies) {
    this.reader = reader;
    this.circuit = new Circuit(plan.base, `/proyectos/${plan.campaign}/close-the-loop`, cookies, batch => this.read(batch));
  }
  read(batch) {
    // A text in a batch is followed by the length of the next one, a byte that may look like a digit: so numbers have six
    // digits and names end in a word.
    const text = batch.toString('latin1');
    for (const [, number] of text.matchAll(/close-the-loop\/(\d{6})/g)) {
      this.shown.add(number);
      this.check(branchOf.get(number));
    }
    const now = performance.now();
    for (const [name, branch] of text.matchAll(/Carga ([A-Z]+) \d+ Fin/g)) {
      this.check(branch);
      this.seen.set(name, now);
    }
  }
  check(branch) {
    if (branch && this.reader.branches && !this.reader.branches.includes(branch)) leaks.push(`${this.reader.email} was sent ${branch}`);
  }
}

// 1. Sign in once an account, warm the server up, weigh it empty: code compiled for the first windows and changes of a process is charged to none of those measured.
const accounts = [];
for (const reader of plan.readers) accounts.push({ reader, cookies: await signIn(plan.base, reader.email, plan.password) });
const open = async count => {
  const windows = Array.from({ length: count }, (_, i) => new Window(accounts[i % accounts.length].reader, accounts[i % accounts.length].cookies));
  for (let i = 0; i < count; i += 10) await Promise.all(windows.slice(i, i + 10).map(w => w.circuit.open()));
  return windows;
};
const others = (await api('POST', '/cases/search', { campaign: plan.campaign, filter: { connector: 'none', items: [{ source: 'management', field: 'Estado gestión', op: 'eq', value: 'Completed' }] }, limit: 500 })).body.items.map(c => c.number);
const early = await open(accounts.length * 4);
await Promise.all(others.slice(0, plan.warmLanes).map(async number => {
  for (let turn = 0; turn < plan.warm / plan.warmLanes; turn++) {
    const [verb, body] = turn % 3 ? change({ left: 2 }, turn) : ['reassign', { user: plan.analyst, reason: `carga ${turn}` }];
    await api('POST', `/cases/${number}/${verb}`, body);
  }
}));
for (const window of early) window.circuit.close();
await pause(2000);
const empty = await weigh();

// 2. Open the windows and let them come to rest.
const opening = performance.now();
const windows = await open(plan.circuits);
const openedMs = performance.now() - opening;
await pause(3000);
const full = await weigh();

// 3. Choose the cases to change: what the windows show, filled up with others.
const shown = [...new Set(windows.flatMap(w => [...w.shown]))];
const cases = [];
for (const number of new Set([...shown.slice(0, plan.inView), ...others])) {
  if (cases.length >= plan.inView + 50) break;
  const { body } = await api('GET', `/cases/${number}`);
  const last = plan.people[body.branch]?.pop();
  if (body.status === 'Completed' || !last) continue;
  branchOf.set(number, body.branch);
  cases.push({ number, branch: body.branch, last, left: 0 });
}

// 4. Change them at an even pace; a case has one writer, so versions follow each other.
const before = windows.map(w => w.circuit.batches.length);
const began = performance.now(), cpuBefore = cpuMs(), ownBefore = process.cpuUsage();
const answers = [];
for (let i = 0; i < plan.changes; i++) cases[i % cases.length].left++;

async function writer(lane) {
  const own = cases.filter((at, i) => i % lanes === lane && at.left > 0);
  const turns = own.reduce((n, at) => n + at.left, 0);
  for (let turn = 0; turn < turns; turn++) {
    const wait = began + turn * plan.seconds * 1000 / turns - performance.now();
    if (wait > 0) await pause(wait);
    const at = own[turn % own.length];
    const [verb, body] = change(at, turn);
    const started = performance.now();
    await api('POST', `/cases/${at.number}/${verb}`, body);
    answers.push(performance.now() - started);
    if (at.left === 0) due.set(at.number, { name: at.last.name, at: performance.now() });
  }
}
const lanes = Math.min(16, cases.length);
await Promise.all(Array.from({ length: lanes }, (_, lane) => writer(lane)));
const ended = performance.now(), cpu = cpuMs() - cpuBefore, own = process.cpuUsage(ownBefore);

// 5. Wait until every window shows the last text of every changed case that it shows, or the time is up.
const awaited = w => [...due].filter(([number]) => w.shown.has(number));
const right = w => awaited(w).every(([, last]) => w.seen.has(last.name));
const until = performance.now() + plan.settle;
while (performance.now() < until && !windows.every(right)) await pause(20);
const restKb = rssKb();

// 6. Report.
const elapsed = (performance.now() - began) / 1000;
const lags = windows.filter(w => awaited(w).length && right(w)).map(w => Math.max(0, ...awaited(w).map(([, last]) => w.seen.get(last.name) - ended))).sort((a, b) => a - b);
const rowLags = windows.flatMap(w => awaited(w).filter(([, last]) => w.seen.has(last.name)).map(([, last]) => Math.max(0, w.seen.get(last.name) - last.at))).sort((a, b) => a - b);
const rates = windows.map((w, i) => w.circuit.batches.slice(before[i]).filter(b => b.at <= ended).length / ((ended - began) / 1000));
answers.sort((a, b) => a - b);
console.log(JSON.stringify({
  circuits: windows.length, openedMs: Math.round(openedMs), changes: plan.changes, tookMs: Math.round(ended - began), elapsed: Math.round(elapsed * 10) / 10,
  windowsWithChanges: windows.filter(w => awaited(w).length).length, wrongWindows: windows.filter(w => !right(w)).length, rowsAwaited: windows.reduce((n, w) => n + awaited(w).length, 0),
  lagP50: share(lags, 0.5), lagP95: share(lags, 0.95), lagMax: share(lags, 1), rowLagP95: share(rowLags, 0.95),
  cpuMsPerChange: Math.round(cpu / plan.changes * 10) / 10, clientCpuMs: Math.round((own.user + own.system) / 1000), answerP50: share(answers, 0.5), answerP95: share(answers, 0.95),
  batchesPerSecondMean: Math.round(rates.reduce((a, b) => a + b, 0) / rates.length * 100) / 100, batchesPerSecondMax: Math.round(Math.max(...rates) * 100) / 100,
  bytesPerCircuit: Math.round(windows.reduce((n, w) => n + w.circuit.bytes, 0) / windows.length),
  emptyMb: Math.round(empty.rssKb / 1024), fullMb: Math.round(full.rssKb / 1024), afterMb: Math.round(restKb / 1024),
  heapKbPerCircuit: Math.round((full.heapKb - empty.heapKb) / windows.length), rssKbPerCircuit: Math.round((full.rssKb - empty.rssKb) / windows.length),
  wrong: windows.filter(w => !right(w)).slice(0, 5).map(w => `${w.reader.email}: ${awaited(w).filter(([, last]) => !w.seen.has(last.name)).length} of ${awaited(w).length}, ${w.circuit.batches.length} batches`),
  closed: windows.filter(w => w.circuit.closed).map(w => w.circuit.closed).slice(0, 5), leaks: [...new Set(leaks)].slice(0, 5),
}));
windows.forEach(w => w.circuit.close());
process.exit(0);
