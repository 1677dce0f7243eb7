"""The interface for programs 接口: every register as JSON, described by OpenAPI, under the same table of access."""
