"""Models of the database: nothing to do with learning."""

from django.db import models


class Letter(models.Model):
    kind = models.CharField(max_length=20, choices=[("in/new", "new"), ("in/old", "old")])
    scan = models.FileField(upload_to="scans/%Y")
    mime = models.CharField(default="application/pdf", max_length=80)
    customer = models.ForeignKey("accounts.Customer", on_delete=models.CASCADE)
