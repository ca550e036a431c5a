"""Addresses of the calendar and the week's letter."""

urlpatterns = []
