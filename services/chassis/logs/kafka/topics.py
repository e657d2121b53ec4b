"""Topics as they are made on purpose, and the ids that tell one from another of its name."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from kafka import KafkaAdminClient, OffsetSpec, TopicPartition
from kafka.errors import TopicAlreadyExistsError, TopicAuthorizationFailedError

from chassis.logs import Place, Topic

DAY = timedelta(days=1)
HIDDEN = TopicAuthorizationFailedError.errno


def configs(topic: Topic, replication: int) -> dict[str, str]:
    """Return how a topic keeps its records.

    Compacted: the last of each key for ever, every record for its days, nothing superseded more
    than twice as long (a segment that is written to is never cleaned, so it ends once a day).
    One broker writes each record through to the disk; several have it in two places at once.
    """
    kept = max(1, round(topic.keep_days * DAY.total_seconds() * 1000))
    segment = str(max(1, min(kept, round(DAY.total_seconds() * 1000))))
    told = {"message.timestamp.type": "LogAppendTime", "segment.ms": segment}
    if topic.compacted:
        told |= {
            "cleanup.policy": "compact",
            "min.compaction.lag.ms": str(kept),
            "max.compaction.lag.ms": str(2 * kept),
            "min.cleanable.dirty.ratio": "0.01",
        }
    else:
        told |= {"cleanup.policy": "delete", "retention.ms": str(kept)}
    return told | ({"min.insync.replicas": "2"} if replication > 1 else {"flush.messages": "1"})


def make(admin: KafkaAdminClient, topic: Topic, replication: int) -> None:
    """Make a topic if it is not there; where it is, no right to make it is needed."""
    if described(admin, [topic.name]):
        return
    wanted = {
        "num_partitions": topic.partitions,
        "replication_factor": replication,
        "configs": configs(topic, replication),
    }
    try:
        admin.create_topics({topic.name: wanted}, wait_for_metadata=True)
    except TopicAlreadyExistsError:
        return
    except TopicAuthorizationFailedError as no:
        raise TopicAuthorizationFailedError(topic.name) from no


def described(admin: KafkaAdminClient, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return what is known of those topics that are there, by name.

    Raises `TopicAuthorizationFailedError` for one that we may not know of.
    """
    found = admin.describe_topics(sorted(set(names)))
    if hidden := [each["name"] for each in found if each["error_code"] == HIDDEN]:
        raise TopicAuthorizationFailedError(*hidden)
    return {each["name"]: each for each in found if not each["error_code"]}


def ids(admin: KafkaAdminClient, names: Iterable[str]) -> dict[str, str]:
    """Return the ids of those topics that are there."""
    return {name: str(each["topic_id"]) for name, each in described(admin, names).items()}


def places(admin: KafkaAdminClient, names: Iterable[str]) -> list[Place]:
    """Return all partitions of those topics that are there."""
    return [
        (name, part["partition_index"])
        for name, each in described(admin, names).items()
        for part in each["partitions"]
    ]


def ends(admin: KafkaAdminClient, places: Iterable[Place]) -> dict[Place, int]:
    """Return the offset that comes next in each of these partitions."""
    return _offsets(admin, places, OffsetSpec.LATEST)


def last(admin: KafkaAdminClient, names: Iterable[str]) -> dict[Place, int]:
    """Return the last offset of each partition of these topics, -1 where there is nothing."""
    wanted = places(admin, names)
    starts, nexts = _offsets(admin, wanted, OffsetSpec.EARLIEST), ends(admin, wanted)
    return {place: nexts[place] - 1 if nexts[place] > starts[place] else -1 for place in wanted}


def _offsets(admin: KafkaAdminClient, places: Iterable[Place], of: OffsetSpec) -> dict[Place, int]:
    wanted = {TopicPartition(*place): of for place in places}
    found = admin.list_partition_offsets(wanted) if wanted else {}
    return {(tp.topic, tp.partition): each.offset for tp, each in found.items()}
