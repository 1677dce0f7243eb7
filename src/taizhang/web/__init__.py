"""The faces 界面, by audience: urls, views, templates; no models, no rules."""
