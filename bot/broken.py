"""What a command says that broke: the kind of error and its place. The error's own words may quote a secret."""

from __future__ import annotations

import sys
import traceback
from pathlib import Path
from types import TracebackType


def tell(kind: type[BaseException], _error: BaseException, trace: TracebackType | None) -> None:
    """Say on standard error what nobody caught; made to be `sys.excepthook`."""
    frames = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-6:]]
    where = f" at {', '.join(frames)}" if frames else ""
    sys.stderr.write(f"Careercheck broke: {kind.__name__}{where}. Please report this line.\n")
