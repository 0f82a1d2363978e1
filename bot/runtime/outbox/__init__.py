"""What is to be said, and how it gets to Slack.

A row is written in the transaction that decides to speak, and sent by a thread woken by the commit. Three promises:

* ``reply``: part of a conversation. At least once: where Slack may or may not have taken it, it is sent again.
* ``unasked``: a nudge, a reminder. At most once: where Slack may have taken it, the row ends as ``unknown``.
* ``tidy``: folds and Home tabs. They wait for everything else, and doing them twice does no harm.

A row names a view and ids; the text is drawn when it is sent, so no queue holds what a person wrote.

`queue.py` what is due: rows are claimed one by one, under a lease, and taken up again when their sender died
`senders.py` the threads: woken, at work, idle, stopped
`delivery.py` one row: drawn from what is true now, handed to the door
`quiet.py` whether somebody wants no notifications just now
`outcome.py` what Slack's answer means for it: sent, again later, over
`record.py` how that is written down, whatever the database does meanwhile

The statements are in `bot/store/outbox.py`, `bot/store/turns.py` and `bot/store/claims.py`.
"""

from bot.runtime.outbox.queue import PROMISES, STAND_BY, Outbox

__all__ = ["PROMISES", "STAND_BY", "Outbox"]
