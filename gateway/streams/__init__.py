"""The live stream of public events."""

from gateway.streams.messages import Listener, Message, shown
from gateway.streams.reading import Streams
from gateway.streams.stream import Stream

__all__ = ["Listener", "Message", "Stream", "Streams", "shown"]
