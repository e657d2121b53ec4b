"""What every store promises, as a suite for each adapter to be held to.

    class TestOurStore(StoreContract):
        opener = "our.stores:open_store"  # importable, so that other processes can open it too

        @pytest.fixture
        def url(self, tmp_path):
            return f"ours:///{tmp_path}/store"

A store opened at the URL must be empty and know the kinds in `samples.KINDS`.
"""

import pytest

for part in ("documents", "finding", "searching", "histories", "outbox", "waking", "crowds"):
    pytest.register_assert_rewrite(f"{__name__}.{part}")

from chassis.testing.stores.contract import StoreContract  # noqa: E402

__all__ = ["StoreContract"]
