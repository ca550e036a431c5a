"""Addresses of the figures of absence."""

urlpatterns = []
