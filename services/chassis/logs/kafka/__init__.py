"""Events in Apache Kafka, through kafka-python; imported only where a URL asks for it.

Its sharp edges are kept in here: no idempotent producer (after one batch that expired it never
sends again), no deserializers (one that raises spins the consumer), nothing blocking in a
rebalance listener, no topic that is not there, and no client that crosses a fork.
"""

from chassis.logs.kafka.log import KafkaLog

__all__ = ["KafkaLog"]
