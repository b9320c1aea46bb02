"""The headless API: one OpenAPI document over the routers of the apps."""

from ninja import NinjaAPI

api = NinjaAPI(title="Kototori", version="1", docs_url="/docs", openapi_url="/openapi.json")
