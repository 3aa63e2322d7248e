"""config/orders.yml: which views, in which form, to whom. A slip is an error that names the entry."""

import os
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator


class BadOrders(ValueError):
    """The file cannot be used; the message is Chinese and says where and why."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class View(_Strict):
    """A page with what follows the question mark of its address."""

    page: str
    query: str = ""


class Destination(_Strict):
    """A folder, or addresses, or both."""

    folder: str = ""
    mail: tuple[str, ...] = ()

    @field_validator("mail")
    @classmethod
    def _are_addresses(cls, mail: tuple[str, ...]) -> tuple[str, ...]:
        for address in mail:
            if address.count("@") != 1 or any(c.isspace() or c in ",;<>" for c in address):
                raise ValueError(f"“{address}”不是邮箱地址")
        return mail

    @model_validator(mode="after")
    def _somewhere(self) -> "Destination":
        if not self.folder and not self.mail:
            raise ValueError("要写 folder 或 mail")
        return self


class Order(_Strict):
    """`name` names the file and the record of what was sent; `template` is a bureau's .pptx or .docx."""

    name: str = Field(min_length=1, pattern=r'^[^/\\:*?"<>|\x00-\x1f]+$')
    views: tuple[View, ...] = Field(min_length=1)
    to: Destination
    format: Literal["pptx", "docx", "xlsx", "pdf"] = "pptx"
    title: str = ""
    template: str = ""


class Server(_Strict):
    """A mail server; the password stands in a file of its own, readable by the program's user alone."""

    host: str
    sender: str
    port: int = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = ""
    password_file: str = ""

    @model_validator(mode="after")
    def _whole(self) -> "Server":
        if bool(self.user) != bool(self.password_file):
            raise ValueError("user 和 password_file 要一起写")
        if self.user and self.security == "none":
            raise ValueError("security 是 none 时不能登录：口令会明文传出")
        return self


class Orders(_Strict):
    """All standing orders."""

    orders: tuple[Order, ...]
    smtp: Server | None = None

    @model_validator(mode="after")
    def _can_be_sent(self) -> "Orders":
        names = [order.name for order in self.orders]
        if twice := {name for name in names if names.count(name) > 1}:
            raise ValueError(f"name “{twice.pop()}”用了两次")
        if self.smtp is None and any(order.to.mail for order in self.orders):
            raise ValueError("有 mail，却没有写 smtp")
        return self


def orders_file() -> Path:
    """ORDERS_FILE, by default config/orders.yml."""
    return Path(os.environ.get("ORDERS_FILE", "config/orders.yml"))


def read_orders(path: Path) -> Orders:
    """The orders of a file. Raises BadOrders."""
    try:
        return Orders.model_validate(yaml.safe_load(path.read_text(encoding="utf-8-sig")))
    except FileNotFoundError as error:
        raise BadOrders(f"没有 {path}；可照 config/orders.example.yml 写一份") from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadOrders(f"{path} 读不了：{error}") from error
    except ValidationError as error:
        said = "；".join(f"{'.'.join(map(str, e['loc']))}：{e['msg']}" for e in error.errors())
        raise BadOrders(f"{path} 里 {said}") from error
