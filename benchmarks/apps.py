from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    """Generated pools of any size. Installed where the demo is."""

    name = "benchmarks"
    verbose_name = "Benchmarks"
