from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo: portals, accounts, a pool and articles. Installed in development and in tests, never in production."""

    name = "kototori.demo"
    label = "kototori_demo"
    verbose_name = "Demo"
