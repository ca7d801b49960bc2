from django.urls import path

from . import views

app_name = "components"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("kasus/", views.sample_case, name="sample_case"),
    path("konfirmasi/", views.sample_confirm, name="sample_confirm"),
    path("desa/", views.sample_villages, name="sample_villages"),
]
