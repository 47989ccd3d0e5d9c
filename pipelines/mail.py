"""Sending one plain e-mail through the mail server that a deployment names."""

import smtplib
from email.message import EmailMessage

from pipelines.errors import NotPossibleNow
from pipelines.locale import N_, translated
from pipelines.settings import Settings


class NotSent(NotPossibleNow):
    """The mail server could not be reached, or would not take the message."""


def send(server: str, sender: str, to: str, subject: str, text: str) -> int:
    """Send a message to addresses with commas between; return how many of them the server refused.

    Raises:
        NotSent: it could not be sent to any of them, or the server took too long; the message says why.
    """
    if not sender:
        raise NotSent(translated(N_("no e-mail can be sent: PLAN_MAIL_FROM does not say from which address")))
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    message.set_content(text, cte="8bit")  # a head is one line, in whatever it is copied from
    host, _, port = server.partition(":")
    try:
        with smtplib.SMTP(host, int(port or 25), timeout=Settings().smtp_seconds) as connection:
            connection.ehlo()
            if connection.has_extn("starttls"):
                connection.starttls()
            return len(connection.send_message(message))
    except (OSError, ValueError, smtplib.SMTPException) as error:
        raise NotSent(
            translated(N_("e-mail could not be sent through {server}: {error}"), server=server, error=error)
        ) from error
