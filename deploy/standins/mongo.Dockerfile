# Stands in for MongoDB's image: its user, folders, port and beginning, and SecantusDB inside.
FROM python:3.11-slim-bookworm
ARG PIP_INDEX_URL
ARG PIP_CERT
ARG PIP_DEFAULT_TIMEOUT
RUN groupadd --gid 999 --system mongodb \
    && useradd --uid 999 --system --gid mongodb --home-dir /data/db mongodb \
    && install -d -o mongodb -g mongodb /data/db /data/configdb /docker-entrypoint-initdb.d
COPY requirements/secantus.txt /opt/
RUN python -m venv /opt/secantus \
    && /opt/secantus/bin/pip install --quiet --no-cache-dir --require-hashes -r /opt/secantus.txt
COPY deploy/standins/mongo /usr/local/bin/docker-entrypoint.sh
ENV HOME=/data/db PYTHONDONTWRITEBYTECODE=1
VOLUME /data/db /data/configdb
EXPOSE 27017
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["mongod"]
