"""Object stores of the S3 protocol, by the driver that pyarrow brings: nobody has to install another one.

Not s3fs: its botocore holds python-dateutil below 3, and it remembers listings while other processes write.
"""

import os
from typing import Any
from urllib.parse import urlsplit

from fsspec.implementations.arrow import ArrowFSWrapper
from pyarrow.fs import AwsStandardS3RetryStrategy, FileSelector, FileType, S3FileSystem

ATTEMPTS = 8  # of a request that a store refuses for a moment, ever longer apart: half a minute in all
READS = 3  # of a file whose content breaks off


class S3(ArrowFSWrapper):
    """fsspec's face of it. Address and keys are the environment's: AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, …

    Nothing is remembered of what was listed; a small file is written in one request, when it is closed. Its
    checksum goes only where the store asks for it: others than Amazon's may take the wrapping that comes with
    it for content.
    """

    def __init__(self, **_: Any) -> None:
        os.environ.setdefault("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required")
        where = urlsplit(os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL", ""))
        store = S3FileSystem(
            endpoint_override=where.netloc or None,
            scheme=where.scheme or None,
            allow_delayed_open=True,
            background_writes=False,
            retry_strategy=AwsStandardS3RetryStrategy(max_attempts=ATTEMPTS),
        )
        super().__init__(store, skip_instance_cache=True)

    def find(self, path: str, *_: Any, detail: bool = False, **__: Any) -> Any:
        """All files below, asked for a thousand at a time and not folder by folder; of a file itself."""
        top = self._strip_protocol(path)
        below = self.fs.get_file_info(FileSelector(top, recursive=True, allow_not_found=True))
        files = [info for info in below or self.fs.get_file_info([top]) if info.type == FileType.File]
        found = {info.path: self._make_entry(info) for info in sorted(files, key=lambda info: info.path)}
        return found if detail else list(found)

    def cat_file(self, path: str, *asked: Any, **more: Any) -> bytes:
        """The content. The driver asks again where it gets no answer, but not where one breaks off."""
        for left in reversed(range(READS)):
            try:
                return super().cat_file(path, *asked, **more)
            except FileNotFoundError:
                raise
            except OSError:
                if not left:
                    raise
        raise AssertionError("a last reading returns or raises")

    def rm_file(self, path: str) -> None:
        """Remove a file. The driver then marks the folder by an empty object, which not every store takes."""
        try:
            super().rm_file(path)
        except OSError:
            if self.exists(path):
                raise
