# Two stages: what is needed to install stays behind.
FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.txt requirements-encoder.txt ./
# `--build-arg ENCODER=yes` adds what the encoder needs (docs/operations.md); its files are no part of the image.
ARG ENCODER=
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.txt \
    ${ENCODER:+-r requirements-encoder.txt}

FROM python:3.13-slim
RUN useradd --system --create-home --home-dir /data --uid 10001 factcheck && chmod 700 /data
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA_DIR=/data STATIC_ROOT=/app/static
COPY --from=build /venv /venv
WORKDIR /app
COPY manage.py ./
COPY claims ./claims
COPY factcheck ./factcheck
COPY reviews ./reviews
COPY seeds ./seeds
COPY docs/api.md docs/follow_changes.py ./docs/
# The static files are part of the image. No database and no secret is needed for that: the key signs nothing here.
RUN SECRET_KEY=build ALLOWED_HOSTS=build python manage.py collectstatic --noinput --verbosity 0 \
 && python -m compileall -q claims factcheck reviews seeds
USER factcheck
ENV HOST=0.0.0.0 PORT=8000
EXPOSE 8000
CMD ["gunicorn", "-c", "python:factcheck.serving"]
