# Careercheck as a container: docs/operating.md says how to run it.
# tests/process/test_container.py takes these very steps in a folder, so what is written here stays true.

FROM python:3.11-slim AS build
ENV PIP_NO_INPUT=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /src
RUN mkdir /data && python -m venv /tools && python -m venv --without-pip /opt/careercheck

# What the bot needs and what its wheel is built with, each pinned by hash.
COPY requirements.txt requirements-build.txt ./
RUN /tools/bin/pip install --require-hashes --requirement requirements-build.txt
RUN /tools/bin/pip --python /opt/careercheck/bin/python install --require-hashes --requirement requirements.txt

# The bot itself, with no look at any index.
COPY pyproject.toml README.md LICENSE ./
COPY advice advice
COPY bot bot
COPY migrations migrations
RUN /tools/bin/pip wheel --no-index --no-deps --no-build-isolation --wheel-dir /wheels .
RUN /tools/bin/pip --python /opt/careercheck/bin/python install --no-index --no-deps --find-links /wheels careercheck

FROM python:3.11-slim
LABEL org.opencontainers.image.title="Careercheck" \
      org.opencontainers.image.description="A private career coach that lives in Slack, for technology people" \
      org.opencontainers.image.licenses="MIT"
# All modules were compiled when they were installed. Nothing is written but below /data.
ENV PATH=/opt/careercheck/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 HOME=/data TMPDIR=/data
COPY --from=build /opt/careercheck /opt/careercheck
COPY --from=build --chown=10001:10001 /data /data
USER 10001:10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["careercheck", "health"]
ENTRYPOINT ["careercheck"]
CMD ["run"]
