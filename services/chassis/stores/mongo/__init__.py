"""Documents and their histories in MongoDB: every save is one write of one document.

So neither transactions nor a replica set are needed. Facts ride in the document that they are
about; whoever saved it moves them into the history and then takes them out of it, and who reads
looks in both. Imported only where a URL asks for it.
"""

from chassis.stores.mongo.store import MongoStore

__all__ = ["MongoStore"]
