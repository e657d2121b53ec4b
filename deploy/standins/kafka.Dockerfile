# Stands in for the image of Apache Kafka: its user, folders, port and beginning; the jars are real.
FROM python:3.11-slim-bookworm
RUN apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        openjdk-17-jre-headless >/dev/null \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 1000 --user-group --create-home --shell /bin/bash appuser \
    && install -d -o appuser -g appuser /opt/kafka/config /opt/kafka/logs /mnt/shared/config \
        /var/lib/kafka/data /etc/kafka/secrets /etc/kafka/docker
COPY deploy/kafka/libs /opt/kafka/libs
COPY deploy/kafka/log4j2.properties /etc/kafka/docker/
COPY deploy/standins/kafka /etc/kafka/docker/run
USER appuser
VOLUME ["/etc/kafka/secrets", "/var/lib/kafka/data", "/mnt/shared/config"]
EXPOSE 9092
CMD ["/etc/kafka/docker/run"]
