"""What others feel while many cases are changed at once: 20 programs page a list twice a second, without, during and after a bulk change.

python3 bulk_feel.py <address> [cases] [seconds]      The console must run with the demo accounts; raise Limits:SignInPerMinute and the request limits.
"""
import json
import sys
import threading
import time
import urllib.request

ADDRESS = sys.argv[1].rstrip("/") + "/api/v1/"
CASES = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
SECONDS = int(sys.argv[3]) if len(sys.argv) > 3 else 12
PEOPLE = ["jp.piura", "jp.trujillo", "jp.arequipa", "jp.cusco"]


def call(method, path, body=None, token=None):
    headers = {"Content-Type": "application/json", **({"Authorization": "Bearer " + token} if token else {})}
    request = urllib.request.Request(ADDRESS + path, method=method, data=None if body is None else json.dumps(body).encode(), headers=headers)
    with urllib.request.urlopen(request) as answer:
        return json.loads(answer.read())


def sign_in(name):
    return call("POST", "auth/login", {"email": name + "@demo.example", "password": "Demo-2026!"})["accessToken"]


def felt(tokens, during=lambda: False):
    """p50 and p95 of a page, for the given time or as long as the work lasts."""
    spent, end = [], time.time() + SECONDS

    def one(place):
        cursor = None
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


tokens = [sign_in(p) for p in PEOPLE]
owner = sign_in("experiencia")
numbers, cursor, was = [], None, set()
while len(numbers) < CASES:
    page = call("POST", "cases/search", {"campaign": "operaciones", "limit": 500, **({"cursor": cursor} if cursor else {})}, owner)
    numbers += [c["number"] for c in page["items"] if c["status"] != "Completed"]
    was |= {c["priority"] for c in page["items"]}
    cursor = page.get("nextCursor")
    if not cursor:
        break
other = next(p for p in ("low", "high", "urgent", "normal") if p not in was)        # so that every case is changed, in a second run too
print("without:", felt(tokens))
began = time.time()
job = call("POST", "bulk", {"action": "priority", "args": {"priority": other}, "campaign": "operaciones", "numbers": numbers[:CASES]}, owner)
print(f"preview of {job['total']}: {time.time() - began:.1f} s")
call("POST", f"bulk/{job['id']}/run", {}, owner)
running = {"on": True}


def watch():
    began = time.time()
    while call("GET", f"bulk/{job['id']}", None, owner)["state"] in ("queued", "running"):
        time.sleep(.1)
    running["on"] = False
    print(f"run: {time.time() - began:.1f} s")


SECONDS_BEFORE, SECONDS = SECONDS, 0
watching = threading.Thread(target=watch)
watching.start()
print("during:", felt(tokens, lambda: running["on"]))
watching.join()
SECONDS = SECONDS_BEFORE
print("after:", felt(tokens))
