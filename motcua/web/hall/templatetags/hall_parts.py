"""What other pages show of the hall."""

from typing import Any

from django import template
from django.template import RequestContext
from django.utils import timezone

from motcua.queueing import queries

register = template.Library()


@register.inclusion_tag("hall/strip.html", takes_context=True)
def at_my_window(context: RequestContext) -> dict[str, Any]:
    """Whom the officer is serving at the window; nothing when nobody is."""
    at = timezone.now()
    place = queries.window_of(context["request"].user, at)
    here = queries.at_window(place, at) if place else None
    return {"place": place, "here": here, "csrf_token": context.get("csrf_token")}
