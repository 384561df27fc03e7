"""Routes of the shop. No model is loaded anywhere here."""

from django.urls import include, path

urlpatterns = [
    path("cart/items", include("shop.cart")),
    path("orders/open", include("shop.orders")),
]
