"""The plural by which the API calls inquiries."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("inquiries", "0001_stage_one")]

    operations = [migrations.AlterModelOptions("inquiry", {"verbose_name_plural": "inquiries"})]
