"""Addresses of plans themselves: started, read, followed up, closed."""

urlpatterns = []
