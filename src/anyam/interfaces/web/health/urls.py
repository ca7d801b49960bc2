from django.urls import path

from anyam.interfaces.web.health import views

app_name = "health"
urlpatterns = [path("healthz", views.healthz, name="healthz")]
