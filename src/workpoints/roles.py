"""How tables call the roles of offices, in Chinese whatever the language of messages."""

from __future__ import annotations

__all__ = ["ROLE_NAMES"]

ROLE_NAMES = {"lead": "牵头", "responsible": "负责", "support": "配合", "guide": "指导"}
