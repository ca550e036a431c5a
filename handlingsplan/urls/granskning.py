"""Addresses of the rektor's review."""

urlpatterns = []
