"""What others feel while heavy work runs: 20 programs page a list twice a second, without, during and after it. Like people, they do not press at one and the same moment.

python3 feel.py <address> bulk [cases] [seconds]       many cases are changed at once
python3 feel.py <address> import [rows] [seconds]      invented answers are taken in

The console must run with the demo accounts; raise Limits:SignInsPerMinute and Limits:RequestsPerMinute.
"""
import csv
import datetime
import io
import json
import random
import sys
import threading
import time
import urllib.request

ADDRESS = sys.argv[1].rstrip("/") + "/api/v1/"
WORK = sys.argv[2]
CASES = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
SECONDS = int(sys.argv[4]) if len(sys.argv) > 4 else 12
PEOPLE = ["jp.piura", "jp.trujillo", "jp.arequipa", "jp.cusco"]
BRANCHES = ["PIURA", "TRUJILLO", "AREQUIPA", "CUSCO"]
WORDS = "atención agencia cola demora amable sistema caído ventanilla cajero préstamo espera señora joven rápido lento información crédito".split()


def send(method, path, data, kind, token):
    headers = {"Content-Type": kind, **({"Authorization": "Bearer " + token} if token else {})}
    with urllib.request.urlopen(urllib.request.Request(ADDRESS + path, method=method, data=data, headers=headers)) as answer:
        return json.loads(answer.read())


def call(method, path, body=None, token=None):
    return send(method, path, None if body is None else json.dumps(body).encode(), "application/json", token)


def sign_in(name):
    return call("POST", "auth/login", {"email": name + "@demo.example", "password": "Demo-2026!"})["accessToken"]


def felt(tokens, seconds, during=lambda: False):
    """p50 and p95 of a page, for the given time or as long as the work lasts."""
    spent, end = [], time.time() + seconds

    def one(place):
        cursor = None
        time.sleep(place * .5 / 20)
        while time.time() < end or during():
            began = time.time()
            answer = call("POST", "cases/search", {"campaign": "operaciones", "limit": 50, **({"cursor": cursor} if cursor else {})}, tokens[place % len(tokens)])
            cursor = answer.get("nextCursor")
            spent.append((time.time() - began) * 1000)
            time.sleep(max(0, .5 - (time.time() - began)))

    threads = [threading.Thread(target=one, args=(i,)) for i in range(20)]
    [t.start() for t in threads]
    [t.join() for t in threads]
    spent.sort()
    return f"{len(spent)} pages, p50 {spent[len(spent) // 2]:.0f} ms, p95 {spent[int(len(spent) * .95)]:.0f} ms"


def bulk(owner):
    """Makes the preview; the answer starts the work and tells where its state is read."""
    numbers, cursor, was = [], None, set()
    while len(numbers) < CASES:
        page = call("POST", "cases/search", {"campaign": "operaciones", "limit": 500, **({"cursor": cursor} if cursor else {})}, owner)
        numbers += [c["number"] for c in page["items"] if c["status"] != "Completed"]
        was |= {c["priority"] for c in page["items"]}
        cursor = page.get("nextCursor")
        if not cursor:
            break
    other = next(p for p in ("low", "high", "urgent", "normal") if p not in was)        # so that every case is changed, in a second run too
    began = time.time()
    job = call("POST", "bulk", {"action": "priority", "args": {"priority": other}, "campaign": "operaciones", "numbers": numbers[:CASES]}, owner)
    print(f"preview of {job['total']}: {time.time() - began:.1f} s")

    def start():
        call("POST", f"bulk/{job['id']}/run", {}, owner)
        return f"bulk/{job['id']}"
    return start


def answers(owner):
    """A file with every column that the campaign has, other keys each time."""
    fields = [f["name"] for f in call("GET", "campaigns/operaciones/fields", token=owner) if f["source"] in ("meta", "base", "survey")]
    series, now, text = f"F{int(time.time())}-", datetime.datetime.now(), io.StringIO()
    rows = csv.writer(text)
    rows.writerow(fields)
    for i in range(CASES):
        given = {
            "Id CCX": series + str(i), "Agencia": BRANCHES[i % 4], "Recomendación": random.randint(0, 10), "FirstName": "Ana", "LastName": f"Prueba {i}", "Email": f"p{i}@example.org",
            "Fecha encuesta": (now - datetime.timedelta(minutes=random.randint(600, 200_000))).strftime("%d/%m/%Y %H:%M"), "ExternalDataReference": f"R{i % 50_000:08}",
        }
        rows.writerow([given.get(f, "" if "echa" in f or random.random() < .3 else " ".join(random.choices(WORDS, k=random.randint(1, 6)))) for f in fields])
    border = "----feel"
    body = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="answers.csv"\r\nContent-Type: text/csv\r\n\r\n{text.getvalue()}\r\n--{border}--\r\n'.encode()
    print(f"file of {CASES} rows, {len(fields)} columns, {len(body) / 1e6:.1f} MB")
    return lambda: "imports/" + send("POST", "campaigns/operaciones/imports?kind=responses", body, "multipart/form-data; boundary=" + border, owner)["id"]


tokens = [sign_in(p) for p in PEOPLE]
owner = sign_in("experiencia")
start = {"bulk": bulk, "import": answers}[WORK](owner)
print("without:", felt(tokens, SECONDS))
running = {"on": True}


def watch():
    began = time.time()
    place = start()
    while (job := call("GET", place, None, owner))["state"] in ("queued", "running"):
        time.sleep(.1)
    running["on"] = False
    took = time.time() - began
    print(f"{job['state']} after {took:.1f} s, {CASES / took:.0f}/s", {k: v for k, v in job.items() if isinstance(v, int)}, job.get("errors", [])[:1])


watching = threading.Thread(target=watch)
watching.start()
print("during:", felt(tokens, 0, lambda: running["on"]))
watching.join()
print("after:", felt(tokens, SECONDS))
