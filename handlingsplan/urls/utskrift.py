"""Addresses of what is printed."""

urlpatterns = []
