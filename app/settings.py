"""Every setting, its default, unit and one line of help; the environment variable is CROSSREAD_ and its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

KEY = re.compile(r"(?P<name>[\w .-]{1,80}):(?P<sha256>[0-9a-f]{64})(?::(?P<a_minute>[1-9][0-9]{0,6}))?")
SECRETS = re.compile(r"(?<=://).*@")  # a user and a password in an address, which may hold an @ itself
A_MINUTE = 600  # requests of a key that names no other figure: ten a second, more than two cores compute


@dataclass(frozen=True, slots=True)
class ProgramKey:
    """A key that a program may send, as the server knows it."""

    name: str
    sha256: bytes
    a_minute: int  # requests


@cache
def read_keys(value: str) -> tuple[ProgramKey, ...]:
    """The keys in `name:hash[:requests a minute],…`. Raises ValueError, without the value: it may hold a secret."""
    keys = []
    for part in filter(None, (part.strip() for part in value.split(","))):
        found = KEY.fullmatch(part)
        if found is None:
            raise ValueError("write each key as name:SHA-256 in hex, or name:SHA-256 in hex:requests a minute")
        keys.append(ProgramKey(found["name"], bytes.fromhex(found["sha256"]), int(found["a_minute"] or A_MINUTE)))
    return tuple(keys)


class Settings(BaseSettings):
    """Read from the environment once, at start."""

    model_config = SettingsConfigDict(env_prefix="CROSSREAD_", frozen=True)

    host: str = Field(default="127.0.0.1", description="address the server listens on")
    port: int = Field(default=8000, ge=0, le=65535, description="port the server listens on")
    data: Path = Field(default=Path("data"), description="folder for everything that is kept")
    database_url: str | None = Field(
        default=None, description="SQLAlchemy address of the database; default crossread.db in the data folder"
    )
    public_url: str | None = Field(
        default=None, description="address visitors use, for share links; default that of the request"
    )
    encoder: str = Field(
        default="all-MiniLM-L6-v2", description="sentence-transformers model: the bundled one, a path or a hub name"
    )
    judge: str = Field(default="bundled", description="judge: bundled, none, or a CrossEncoder's path or hub name")
    max_characters: int = Field(default=200_000, gt=0, description="characters an article may have")
    max_sentences: int = Field(default=3_000, gt=0, description="sentences an article may have")
    max_queued: int = Field(default=500, gt=0, description="comparisons that may wait at once")
    sentences_a_minute: int = Field(
        default=10_000, ge=0, description="sentences that one visitor may have compared in a minute; 0 for any number"
    )
    reads_a_second: int = Field(
        default=50, ge=0, description="requests that one visitor may send in a second; 0 for any number"
    )
    work: bool = Field(
        default=True, description="whether serve computes, too; else, and on PostgreSQL, only crossread worker does"
    )
    at_once: int = Field(
        default=3, ge=1, description="comparisons that one process computes side by side; on PostgreSQL always one"
    )
    heartbeat: float = Field(
        default=10.0, ge=0.2, description="seconds between two signs of life of whoever computes; the same everywhere"
    )
    default_keep_days: int = Field(
        default=30, description="days a comparison is kept unless its maker chooses otherwise"
    )
    gpu: bool = Field(default=False, description="whether the models run on a GPU (CUDA), in half precision")
    threads: int = Field(default=0, ge=0, description="threads for the models; 0 takes one per core")
    log: Literal["text", "json"] = Field(default="text", description="how each line of the log is written")
    metrics_port: int = Field(
        default=0, ge=0, le=65535, description="port where figures for Prometheus are answered; 0 for nowhere"
    )
    metrics_host: str = Field(default="127.0.0.1", description="address where they are answered")
    trusted_proxies: str = Field(
        default="", description="addresses of proxies whose X-Forwarded- headers are believed, with commas between"
    )

    api_keys: str = Field(
        default="",
        description="keys of programs, as name:SHA-256 in hex:requests a minute, with commas between",
    )
    fetch: bool = Field(default=True, description="whether articles may be fetched from web addresses")
    fetch_sites: str = Field(
        default="",
        description="the only sites that may be fetched from, their subdomains included, with commas between",
    )
    fetch_networks: str = Field(
        default="", description="networks inside (CIDR) that may be fetched from all the same, with commas between"
    )

    @field_validator("fetch_networks")
    @classmethod
    def _are_networks(cls, value: str) -> str:
        """A mistyped network is said at start, not to the first visitor."""
        for network in filter(str.strip, value.split(",")):
            ip_network(network.strip())
        return value

    @field_validator("api_keys")
    @classmethod
    def _are_keys(cls, value: str) -> str:
        """A mistyped key is said at start, not to its program."""
        read_keys(value)
        return value

    def told(self) -> dict[str, str]:
        """Those that are not as by default, as they may be read by anybody: no password, no key."""
        changed = {name: getattr(self, name) for name, field in type(self).model_fields.items()}
        changed = {name: value for name, value in changed.items() if value != type(self).model_fields[name].default}
        said = {name: str(value) for name, value in changed.items()}
        if self.api_keys:
            said["api_keys"] = f"{len(self.programs)} hidden"
        if self.database_url:
            said["database_url"] = SECRETS.sub("…@", self.database_url.partition("?")[0])
        return said

    def said(self) -> str:
        """What `told` tells, on one line."""
        return ", ".join(f"{name}={value}" for name, value in self.told().items()) or "the defaults"

    @property
    def programs(self) -> tuple[ProgramKey, ...]:
        """The keys of programs, in the order of the setting."""
        return read_keys(self.api_keys)

    @property
    def database(self) -> str | Path:
        """Where comparisons are kept: an SQLAlchemy address, or the path of an SQLite file."""
        return self.database_url or self.data / "crossread.db"

    @property
    def computes(self) -> bool:
        """Whether a process that serves computes, too."""
        return self.work and not (self.database_url or "").startswith("postgres")
