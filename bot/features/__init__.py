"""One folder a feature. To add one, copy the nearest; every folder has the same files, as far as it needs them:

`__init__.py` declares what the feature listens to and what it can show
`work.py` the handlers: a request in, a reply out, one transaction each
`draw.py` from a row of the outbox to a message: loads what is true now and calls the view
`view.py` how it looks: pure, values in, message out
`home_section.py` what it puts on the Home tab

The check is larger. Its work is also in `answering.py`, `talk.py` (typed words), `notes.py` and `results.py`, all on a
check held by `held.py`; its results are drawn by `result_draw.py` and `result_view.py`.
"""
