"""A mail server for tests: keeps every mail as JSON in a folder. Files in that folder steer it:
refuse (the answer to RCPT TO), hold-before and hold-after (wait, before or after a mail is kept, until the file is gone).
It ends when its standard input does, so that it never outlives the tests."""
import asyncio
import email
import email.policy
import itertools
import json
import os
import sys
import threading

from aiosmtpd.smtp import SMTP

folder, port = sys.argv[1], int(sys.argv[2])
numbers = itertools.count(1 + len([name for name in os.listdir(folder) if name.endswith(".json")]))


def path(name):
    return os.path.join(folder, name)


async def held(name):
    if os.path.exists(path(name)):
        open(path("reached"), "w").close()
    while os.path.exists(path(name)):
        await asyncio.sleep(0.02)


class Mailbox:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if os.path.exists(path("refuse")):
            with open(path("refuse"), encoding="utf-8") as answer:
                return answer.read().strip()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        await held("hold-before")
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        kept = {
            "sender": envelope.mail_from,
            "recipients": envelope.rcpt_tos,
            "headers": [[name, str(value)] for name, value in mail.items()],
            "text": mail.get_content(),
            "longestLine": max(len(line) for line in envelope.content.split(b"\r\n")),
        }
        name = f"{next(numbers):05}"
        with open(path(name), "w", encoding="utf-8") as file:
            json.dump(kept, file)
        os.rename(path(name), path(name + ".json"))
        await held("hold-after")
        return "250 taken"


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Mailbox(), enable_SMTPUTF8=True, hostname="mail.example", loop=loop), "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
asyncio.run(main())
