"""The settings: `config.yaml`, read once and strictly, into one frozen value."""

from monitor.settings.load import load_settings
from monitor.settings.model import ChannelSettings, NetworkSettings, Settings, WebSettings

__all__ = ["ChannelSettings", "NetworkSettings", "Settings", "WebSettings", "load_settings"]
