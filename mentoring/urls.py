from django.urls import path

from mentoring.views import phone

app_name = "mentoring"
urlpatterns = [
    path("m/sesi/<int:pk>/", phone.placeholder, name="phone_session"),
    path("m/tawaran/<int:pk>/", phone.placeholder, name="phone_offer"),
    path("m/sesi/<int:pk>/tanggapi/", phone.placeholder, name="phone_acknowledge"),
]
