"""A made file by mail: one message an order, with what the views say in its text and the file attached."""

import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path

from dashboard.office.model import Sheet
from dashboard.orders.settings import Server

SECONDS = 30  # for each answer of the mail server


class MailFailed(Exception):
    """The message went to nobody; the message is Chinese and says why."""


def send(
    server: Server,
    to: Sequence[str],
    subject: str,
    sheets: Sequence[Sheet],
    name: str,
    content: bytes,
    kind: str,
) -> dict[str, str]:
    """Send the file to `to`; returns the addresses that were refused, with the reasons. Raises MailFailed."""
    message = EmailMessage()
    message["From"], message["To"] = server.sender, ", ".join(to)
    message["Subject"], message["Date"] = subject, formatdate(localtime=True)
    message["Message-ID"] = make_msgid(domain=server.sender.rpartition("@")[2] or None)
    message.set_content(_text(sheets))
    main, _, sub = kind.partition("/")
    message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    try:
        with _connected(server) as connection:
            refused = connection.send_message(message)
    except smtplib.SMTPRecipientsRefused as trouble:
        return _reasons(trouble.recipients)
    except (OSError, smtplib.SMTPException) as trouble:
        raise MailFailed(f"邮件服务器 {server.host}:{server.port} 没有收下：{trouble}") from trouble
    return _reasons(refused)


def _connected(server: Server) -> smtplib.SMTP:
    if server.security == "tls":
        context = ssl.create_default_context()
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=SECONDS, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS)
    try:
        if server.security == "starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, Path(server.password_file).read_text(encoding="utf-8").strip())
    except BaseException:
        connection.close()
        raise
    return connection


def _text(sheets: Sequence[Sheet]) -> str:
    stamp = [f"【{sheets[0].stamp}】", ""] if sheets[0].stamp else []
    parts = []
    for sheet in sheets:
        parts += [sheet.title, sheet.verdict, *sheet.points, sheet.source, *filter(None, [sheet.link]), ""]
    return "\n".join([*stamp, *parts])


def _reasons(refused: dict[str, tuple[int, bytes]]) -> dict[str, str]:
    return {to: f"{code} {why.decode('utf-8', 'replace')}" for to, (code, why) in refused.items()}
