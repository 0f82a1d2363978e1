"""What every feature stands on.

In: `socket.py` or `http/` (`transport.py`) take in what people do, `shape.py`, `deliver.py` and `bolt.py` hand it on,
`payload.py` reads it into a `request.py`, `router.py` finds in `routes.py` the `feature.py` that declared it, and
`finishing.py` hands over what the reply wants done at once; `under_way.py` counts.
The use case: `services.py` begins a `unit.py`, allowed by `policy.py`; `own.py` and `numbers.py` read what
a button carries, `way_back.py` what a form does, `once.py` knows one again; `agreeing.py`, `first_role.py`, `ids.py`,
`room.py`, `errors.py`.
Who somebody is, as Slack says: `acquainting.py`, `user_facts.py`.
Out: `outbox/` keeps and sends what must not be missed, `instant.py` what is for this moment, `saying.py`
and `below.py` in a conversation; all through `slack.py`, which writes with `slack_body.py`, reads with
`slack_answer.py`, and says in `posted.py` where it stands.
Messages: `drawing.py` draws them of `blocks.py`, `fields.py` and `links.py`, within `limits.py`; `telling.py` and
`said.py`: what is unasked, `folding.py`: once something was chosen on it, `copied.py`: what is long, `charted.py`: what
has a chart, `redrawing.py`: what stands there already.
Time: `clock.py`, `ticker.py`, `own_day.py`. Slips of the fingers: `nearest.py`.
Settings: `config.py`, read from `given.py` with `hours.py`, `teams_set.py`, `retained.py` and `secret_files.py`.
Being well: `heartbeat.py`, `readiness.py`, `shut_out.py`, `logs.py`, `metrics.py`, `measured.py`.
"""
