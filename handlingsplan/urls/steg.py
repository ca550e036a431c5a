"""Addresses of what is written in a plan, step by step."""

urlpatterns = []
