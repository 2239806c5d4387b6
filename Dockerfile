# syntax=docker/dockerfile:1
# The server in an image: docker build -t crossread . && docker run -p 8000:8000 -v crossread:/data crossread
FROM python:3.11-slim AS build
WORKDIR /srv/crossread
# The compiler is for app/models/tiles.c, and is not in the image that is made.
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
# Where torch is taken from: the CPU build, a tenth of the size of the one with CUDA.
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
ENV TORCH_INDEX=${TORCH_INDEX} PYTHON=python3 PIP_NO_CACHE_DIR=1
# The libraries first: this layer is made anew only when a lock file changes.
COPY requirements.lock requirements-torch.lock pyproject.toml ./
COPY tools/environment.sh tools/environment.sh
RUN sh tools/environment.sh libraries
COPY README.md LICENSE NOTICE ./
COPY app app
RUN sh tools/environment.sh runtime && .venv/bin/python -m compileall -q app

FROM python:3.11-slim
LABEL org.opencontainers.image.title="Crossread" org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin crossread \
    && install -d -o crossread -g crossread /data
WORKDIR /srv/crossread
COPY --from=build /srv/crossread /srv/crossread
COPY templates templates
COPY static static
# Nothing is written but to /data and /tmp, so that the image runs with a read-only root.
ENV PATH=/srv/crossread/.venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TOKENIZERS_PARALLELISM=false \
    HF_HOME=/data/models \
    CROSSREAD_HOST=0.0.0.0 \
    CROSSREAD_PORT=8000 \
    CROSSREAD_DATA=/data
USER 10001:10001
VOLUME /data
EXPOSE 8000
# /healthz answers while the models still load; whether they have loaded is what /readyz says.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen(f'http://127.0.0.1:{os.environ[\"CROSSREAD_PORT\"]}/healthz', timeout=4)"]
CMD ["python", "-m", "app", "serve"]
