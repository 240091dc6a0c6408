"""What a standard pack may say (docs/decisions/0009).  One module per part; `Pack` holds them together."""

from triage.packs.schema.bodies import Body, BodyWay
from triage.packs.schema.catalogue import Catalogue, ServiceKind
from triage.packs.schema.office import Hours, Office
from triage.packs.schema.pack import Pack
from triage.packs.schema.routing import Route, Routing
from triage.packs.schema.rules import ChannelPolicy, Readings, Retention, Thresholds
from triage.packs.schema.standard import ComponentText, Standard
from triage.packs.schema.units import Post, Tier, Unit
from triage.types import Role

__all__ = [
    "Body",
    "BodyWay",
    "Catalogue",
    "ChannelPolicy",
    "ComponentText",
    "Hours",
    "Office",
    "Pack",
    "Post",
    "Readings",
    "Retention",
    "Role",
    "Route",
    "Routing",
    "ServiceKind",
    "Standard",
    "Thresholds",
    "Tier",
    "Unit",
]
